using System.Numerics;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>An FFT of any length as a convolution with a chirp, which FFTs of a power of two do: X[k] = c[k] · Σₙ (x[n]·c[n]) · conj c[k − n], c[n] = exp(−πi·n²/N).</summary>
/// <remarks>L. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", 1970. For lengths with a large prime factor.</remarks>
internal sealed class BluesteinFft : ComplexFft
{
    private readonly ComplexFft _inner;
    private readonly double[] _chirpRe, _chirpIm, _filterRe, _filterIm;

    public BluesteinFft(int length) : base(length)
    {
        int padded = checked((int)BitOperations.RoundUpToPowerOf2((uint)(2 * length - 1)));
        _inner = Create(padded);
        (_chirpRe, _chirpIm, _filterRe, _filterIm) = (new double[length], new double[length], new double[padded], new double[padded]);
        for (int n = 0; n < length; n++) (_chirpRe[n], _chirpIm[n]) = Root((long)n * n, 2 * length);
        for (int n = 0; n < length; n++)
        {
            int mirror = n == 0 ? 0 : padded - n;
            (_filterRe[n], _filterIm[n]) = (_filterRe[mirror], _filterIm[mirror]) = (_chirpRe[n] / padded, -_chirpIm[n] / padded);
        }
        _inner.Forward(_filterRe, _filterIm, new double[_inner.ScratchLength]);
    }

    public override int ScratchLength => 2 * _inner.Length + _inner.ScratchLength;

    public override void Forward(Span<double> re, Span<double> im, Span<double> scratch)
    {
        int padded = _inner.Length;
        Span<double> aRe = scratch[..padded], aIm = scratch.Slice(padded, padded), inner = scratch[(2 * padded)..];
        aRe[Length..].Clear();
        aIm[Length..].Clear();
        for (int n = 0; n < Length; n++)
            (aRe[n], aIm[n]) = (re[n] * _chirpRe[n] - im[n] * _chirpIm[n], re[n] * _chirpIm[n] + im[n] * _chirpRe[n]);

        _inner.Forward(aRe, aIm, inner);
        for (int n = 0; n < padded; n++)
            (aRe[n], aIm[n]) = (aRe[n] * _filterRe[n] - aIm[n] * _filterIm[n], aRe[n] * _filterIm[n] + aIm[n] * _filterRe[n]);
        _inner.Forward(aIm, aRe, inner);   // exchanging the parts makes it the inverse

        for (int k = 0; k < Length; k++)
            (re[k], im[k]) = (aRe[k] * _chirpRe[k] - aIm[k] * _chirpIm[k], aRe[k] * _chirpIm[k] + aIm[k] * _chirpRe[k]);
    }
}
