using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>X[k] = Σₙ x[n]·exp(−2πi·nk/N) of a real signal, for k = 0..⌊N/2⌋ and any length N; unscaled, computed in double precision.</summary>
/// <remarks>
/// Holds only read-only tables, so one instance serves any number of threads. Fast for lengths of small prime factors (4, 2, 3, 5 … 31); others go through a
/// longer power of two. scipy.fft.rfft.
/// </remarks>
public sealed class RealFft
{
    private readonly ComplexFft _complex;
    private readonly double[] _turnRe = [], _turnIm = [];   // exp(−2πi·k/N), k = 0..N/2, for even N

    private readonly Lazy<RealFftRows> _rows;

    public RealFft(int length)
    {
        Length = Require.Positive(length, nameof(length));
        _rows = new(() => new(length));
        bool even = length % 2 == 0;
        _complex = ComplexFft.Create(even ? length / 2 : length);
        if (!even) return;
        (_turnRe, _turnIm) = (new double[Bins], new double[Bins]);
        for (int k = 0; k < Bins; k++)
        {
            var (sin, cos) = double.SinCosPi(2.0 * k / length);
            (_turnRe[k], _turnIm[k]) = (cos, -sin);
        }
    }

    /// <summary>Samples of a signal.</summary>
    public int Length { get; }

    /// <summary>Bins of a spectrum: 1 + ⌊length / 2⌋, from 0 Hz up.</summary>
    public int Bins => 1 + Length / 2;

    /// <summary>Doubles of scratch memory that one transform needs.</summary>
    internal int ScratchLength => 2 * _complex.Length + _complex.ScratchLength;

    /// <summary>input [length] → re [bins], im [bins].</summary>
    /// <exception cref="ArgumentException">A span does not have its length.</exception>
    public void Forward(ReadOnlySpan<float> input, Span<float> re, Span<float> im)
    {
        if (input.Length != Length) throw new ArgumentException($"RealFft({Length}) needs {Length} samples, got {input.Length}.", nameof(input));
        if (re.Length != Bins) throw new ArgumentException($"RealFft({Length}) needs room for {Bins} real parts, got {re.Length}.", nameof(re));
        if (im.Length != Bins) throw new ArgumentException($"RealFft({Length}) needs room for {Bins} imaginary parts, got {im.Length}.", nameof(im));

        double[] rented = ArrayPool<double>.Shared.Rent(Length + 2 * Bins + ScratchLength);
        Span<double> signal = rented.AsSpan(0, Length), spectrumRe = rented.AsSpan(Length, Bins), spectrumIm = rented.AsSpan(Length + Bins, Bins);
        for (int n = 0; n < Length; n++) signal[n] = input[n];
        Forward(signal, spectrumRe, spectrumIm, rented.AsSpan(Length + 2 * Bins, ScratchLength));
        for (int k = 0; k < Bins; k++) (re[k], im[k]) = ((float)spectrumRe[k], (float)spectrumIm[k]);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>input [rows, length] → re [rows, bins], im [rows, bins]: every row by itself.</summary>
    /// <exception cref="ArgumentException">A span does not have its length.</exception>
    public void ForwardRows(ReadOnlySpan<float> input, int rows, Span<float> re, Span<float> im)
    {
        if (input.Length != (long)rows * Length) throw new ArgumentException($"RealFft({Length}) needs {rows} rows of {Length} samples, got {input.Length}.", nameof(input));
        if (re.Length != (long)rows * Bins) throw new ArgumentException($"RealFft({Length}) needs room for {rows} rows of {Bins} real parts, got {re.Length}.", nameof(re));
        if (im.Length != (long)rows * Bins) throw new ArgumentException($"RealFft({Length}) needs room for {rows} rows of {Bins} imaginary parts, got {im.Length}.", nameof(im));
        if (rows == 1) Forward(input, re, im);
        else if (rows > 1) _rows.Value.Forward(input, rows, re, im);
    }

    /// <summary>
    /// re [bins], im [bins] → output [length]: x[n] = 1/N · Σ over both sides of the spectrum, so that it undoes <see cref="Forward(ReadOnlySpan{float}, Span{float}, Span{float})"/>.
    /// The imaginary parts at 0 Hz and at half the rate, which a real signal does not have, are not read.
    /// </summary>
    /// <remarks>scipy.fft.irfft.</remarks>
    /// <exception cref="ArgumentException">A span does not have its length.</exception>
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output)
    {
        if (re.Length != Bins) throw new ArgumentException($"RealFft({Length}) needs {Bins} real parts, got {re.Length}.", nameof(re));
        if (im.Length != Bins) throw new ArgumentException($"RealFft({Length}) needs {Bins} imaginary parts, got {im.Length}.", nameof(im));
        if (output.Length != Length) throw new ArgumentException($"RealFft({Length}) needs room for {Length} samples, got {output.Length}.", nameof(output));

        double[] rented = ArrayPool<double>.Shared.Rent(Length + 2 * Bins + ScratchLength);
        Span<double> signal = rented.AsSpan(0, Length), spectrumRe = rented.AsSpan(Length, Bins), spectrumIm = rented.AsSpan(Length + Bins, Bins);
        for (int k = 0; k < Bins; k++) (spectrumRe[k], spectrumIm[k]) = (re[k], im[k]);
        Inverse(spectrumRe, spectrumIm, signal, rented.AsSpan(Length + 2 * Bins, ScratchLength));
        for (int n = 0; n < Length; n++) output[n] = (float)signal[n];
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>re [bins], im [bins] → output [length], scaled by 1/N; scratch [≥ <see cref="ScratchLength"/>].</summary>
    internal void Inverse(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> output, Span<double> scratch)
    {
        int points = _complex.Length;
        Span<double> zRe = scratch[..points], zIm = scratch.Slice(points, points), inner = scratch[(2 * points)..];
        if (Length % 2 == 0) InverseEven(re, im, output, zRe, zIm, inner);
        else InverseOdd(re, im, output, zRe, zIm, inner);
    }

    private void InverseEven(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> output, Span<double> zRe, Span<double> zIm, Span<double> inner)
    {
        int half = zRe.Length;
        double scale = 1.0 / Length;
        for (int k = 0; k < half; k++)
        {
            double leftIm = k == 0 ? 0 : im[k], rightIm = k == 0 ? 0 : im[half - k];
            double evenRe = re[k] + re[half - k], evenIm = leftIm - rightIm, turnedRe = re[k] - re[half - k], turnedIm = leftIm + rightIm;
            double oddRe = turnedRe * _turnRe[k] + turnedIm * _turnIm[k], oddIm = turnedIm * _turnRe[k] - turnedRe * _turnIm[k];
            (zRe[k], zIm[k]) = ((evenRe - oddIm) * scale, (evenIm + oddRe) * scale);
        }
        _complex.Forward(zIm, zRe, inner);   // exchanging the parts makes it the inverse
        Interleave(zRe, zIm, output);
    }

    private void InverseOdd(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> output, Span<double> zRe, Span<double> zIm, Span<double> inner)
    {
        double scale = 1.0 / Length;
        (zRe[0], zIm[0]) = (re[0] * scale, 0);
        for (int k = 1; k < Bins; k++)
        {
            (zRe[k], zIm[k]) = (re[k] * scale, im[k] * scale);
            (zRe[Length - k], zIm[Length - k]) = (re[k] * scale, -im[k] * scale);
        }
        _complex.Forward(zIm, zRe, inner);
        zRe[..Length].CopyTo(output);
    }

    /// <summary>input [length] → re [bins], im [bins]; scratch [≥ <see cref="ScratchLength"/>].</summary>
    internal void Forward(ReadOnlySpan<double> input, Span<double> re, Span<double> im, Span<double> scratch)
    {
        int points = _complex.Length;
        Span<double> zRe = scratch[..points], zIm = scratch.Slice(points, points), inner = scratch[(2 * points)..];
        if (Length % 2 == 0) ForwardEven(input, re, im, zRe, zIm, inner);
        else ForwardOdd(input, re, im, zRe, zIm, inner);
    }

    /// <summary>Even samples as real, odd samples as imaginary parts: one complex transform of half the length, whose two halves are then told apart by symmetry.</summary>
    private void ForwardEven(ReadOnlySpan<double> input, Span<double> re, Span<double> im, Span<double> zRe, Span<double> zIm, Span<double> inner)
    {
        int half = zRe.Length;
        Separate(input, zRe, zIm);
        _complex.Forward(zRe, zIm, inner);
        (re[0], im[0]) = (zRe[0] + zIm[0], 0);
        (re[half], im[half]) = (zRe[0] - zIm[0], 0);
        int k = Untangle(zRe, zIm, re, im);
        for (; k <= half / 2; k++)
        {
            double aRe = zRe[k], aIm = zIm[k], bRe = zRe[half - k], bIm = zIm[half - k];
            double evenRe = 0.5 * (aRe + bRe), evenIm = 0.5 * (aIm - bIm), oddRe = 0.5 * (aIm + bIm), oddIm = 0.5 * (bRe - aRe);
            double turnedRe = oddRe * _turnRe[k] - oddIm * _turnIm[k], turnedIm = oddRe * _turnIm[k] + oddIm * _turnRe[k];
            (re[k], im[k]) = (evenRe + turnedRe, evenIm + turnedIm);
            (re[half - k], im[half - k]) = (evenRe - turnedRe, turnedIm - evenIm);
        }
    }

    /// <summary>Bins 1 .. k − 1 and their mirror images, four at a time → k.</summary>
    private int Untangle(ReadOnlySpan<double> zRe, ReadOnlySpan<double> zIm, Span<double> re, Span<double> im)
    {
        int half = zRe.Length, k = 1;
        if (!Vector256.IsHardwareAccelerated) return k;
        ref double fromRe = ref MemoryMarshal.GetReference(zRe), fromIm = ref MemoryMarshal.GetReference(zIm);
        ref double turnsRe = ref MemoryMarshal.GetArrayDataReference(_turnRe), turnsIm = ref MemoryMarshal.GetArrayDataReference(_turnIm);
        re = re[..(half + 1)];
        im = im[..(half + 1)];
        ref double toRe = ref MemoryMarshal.GetReference(re), toIm = ref MemoryMarshal.GetReference(im);
        var scale = Vector256.Create(0.5);
        for (; k + 3 < half - k - 3; k += 4)
        {
            nuint left = (nuint)k, right = (nuint)(half - k - 3);
            Vector256<double> aRe = Vector256.LoadUnsafe(ref fromRe, left), aIm = Vector256.LoadUnsafe(ref fromIm, left);
            Vector256<double> bRe = Reversed(Vector256.LoadUnsafe(ref fromRe, right)), bIm = Reversed(Vector256.LoadUnsafe(ref fromIm, right));
            Vector256<double> turnRe = Vector256.LoadUnsafe(ref turnsRe, left), turnIm = Vector256.LoadUnsafe(ref turnsIm, left);
            Vector256<double> evenRe = scale * (aRe + bRe), evenIm = scale * (aIm - bIm), oddRe = scale * (aIm + bIm), oddIm = scale * (bRe - aRe);
            Vector256<double> turnedRe = oddRe * turnRe - oddIm * turnIm, turnedIm = oddRe * turnIm + oddIm * turnRe;
            (evenRe + turnedRe).StoreUnsafe(ref toRe, left);
            (evenIm + turnedIm).StoreUnsafe(ref toIm, left);
            Reversed(evenRe - turnedRe).StoreUnsafe(ref toRe, right);
            Reversed(turnedIm - evenIm).StoreUnsafe(ref toIm, right);
        }
        return k;
    }

    /// <summary>Pairs of samples → first ones, second ones.</summary>
    private static void Separate(ReadOnlySpan<double> pairs, Span<double> first, Span<double> second)
    {
        int n = 0;
        if (Avx2.IsSupported)
            for (; n + Vector256<double>.Count <= first.Length; n += Vector256<double>.Count)
            {
                Vector256<double> a = Vector256.Create(pairs[(2 * n)..]), b = Vector256.Create(pairs[(2 * n + Vector256<double>.Count)..]);
                Avx2.Permute4x64(Avx.UnpackLow(a, b), 0b11_01_10_00).CopyTo(first[n..]);
                Avx2.Permute4x64(Avx.UnpackHigh(a, b), 0b11_01_10_00).CopyTo(second[n..]);
            }
        for (; n < first.Length; n++) (first[n], second[n]) = (pairs[2 * n], pairs[2 * n + 1]);
    }

    /// <summary>First ones, second ones → pairs of samples.</summary>
    private static void Interleave(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> pairs)
    {
        int n = 0;
        if (Avx.IsSupported)
            for (; n + Vector256<double>.Count <= first.Length; n += Vector256<double>.Count)
            {
                Vector256<double> a = Vector256.Create(first[n..]), b = Vector256.Create(second[n..]);
                Vector256<double> low = Avx.UnpackLow(a, b), high = Avx.UnpackHigh(a, b);
                Avx.Permute2x128(low, high, 0x20).CopyTo(pairs[(2 * n)..]);
                Avx.Permute2x128(low, high, 0x31).CopyTo(pairs[(2 * n + Vector256<double>.Count)..]);
            }
        for (; n < first.Length; n++) (pairs[2 * n], pairs[2 * n + 1]) = (first[n], second[n]);
    }

    private static Vector256<double> Reversed(Vector256<double> values) => Vector256.Shuffle(values, Vector256.Create(3L, 2, 1, 0));

    private void ForwardOdd(ReadOnlySpan<double> input, Span<double> re, Span<double> im, Span<double> zRe, Span<double> zIm, Span<double> inner)
    {
        input.CopyTo(zRe);
        zIm.Clear();
        _complex.Forward(zRe, zIm, inner);
        zRe[..Bins].CopyTo(re);
        zIm[..Bins].CopyTo(im);
    }
}
