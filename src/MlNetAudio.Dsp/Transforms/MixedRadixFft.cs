using System.Numerics;
using System.Runtime.InteropServices;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>
/// The self-sorting (Stockham) FFT: one pass a factor of the length, from one buffer into the other and back, so that no bit reversal is needed and
/// the innermost loop runs over neighbours in memory.
/// </summary>
/// <remarks>A pass over n points at stride s with radix r and m = n/r: y[q + s(rp + j)] = w_nᵖʲ · Σₖ x[q + s(p + mk)]·w_rʲᵏ for p below m, q below s.</remarks>
internal sealed class MixedRadixFft : ComplexFft
{
    private readonly Pass[] _passes;

    public MixedRadixFft(int length, ReadOnlySpan<int> radices) : base(length)
    {
        _passes = new Pass[radices.Length];
        for (int i = 0, points = length, stride = 1; i < radices.Length; points /= radices[i], stride *= radices[i], i++) _passes[i] = new(radices[i], points, stride);
    }

    public override int ScratchLength => 2 * Length;

    public override void Forward(Span<double> re, Span<double> im, Span<double> scratch)
    {
        Span<double> fromRe = re[..Length], fromIm = im[..Length], toRe = scratch[..Length], toIm = scratch.Slice(Length, Length);
        foreach (var pass in _passes)
        {
            pass.Run(fromRe, fromIm, toRe, toIm);
            Span<double> oldRe = fromRe, oldIm = fromIm;
            fromRe = toRe;
            fromIm = toIm;
            toRe = oldRe;
            toIm = oldIm;
        }
        if (_passes.Length % 2 == 0) return;
        fromRe.CopyTo(re);
        fromIm.CopyTo(im);
    }

    /// <summary>One factor of the length with its tables: twiddle [p, j] = w_nᵖʲ, and root [j] = w_rʲ.</summary>
    private sealed class Pass
    {
        private readonly int _radix, _blocks, _stride;
        private readonly double[] _twiddleRe, _twiddleIm, _rootRe, _rootIm;

        public Pass(int radix, int points, int stride)
        {
            (_radix, _blocks, _stride) = (radix, points / radix, stride);
            (_twiddleRe, _twiddleIm, _rootRe, _rootIm) = (new double[points], new double[points], new double[radix], new double[radix]);
            for (int p = 0; p < _blocks; p++)
                for (int j = 0; j < radix; j++)
                    (_twiddleRe[p * radix + j], _twiddleIm[p * radix + j]) = Root((long)p * j, points);
            for (int j = 0; j < radix; j++) (_rootRe[j], _rootIm[j]) = Root(j, radix);
        }

        public void Run(ReadOnlySpan<double> xRe, ReadOnlySpan<double> xIm, Span<double> yRe, Span<double> yIm)
        {
            for (int p = 0; p < _blocks; p++)
            {
                ReadOnlySpan<double> fromRe = xRe[(_stride * p)..], fromIm = xIm[(_stride * p)..];
                Span<double> toRe = yRe.Slice(_stride * _radix * p, _stride * _radix), toIm = yIm.Slice(_stride * _radix * p, _stride * _radix);
                int whole = _stride - _stride % Vector<double>.Count;
                if (_radix == 4) FourArms(p, fromRe, fromIm, toRe, toIm, whole);
                else AnyArms(p, fromRe, fromIm, toRe, toIm, whole);
            }
        }

        private void FourArms(int p, ReadOnlySpan<double> xRe, ReadOnlySpan<double> xIm, Span<double> yRe, Span<double> yIm, int whole)
        {
            int s = _stride, arm = _stride * _blocks;
            ref double re = ref MemoryMarshal.GetReference(xRe), im = ref MemoryMarshal.GetReference(xIm);
            ref double outRe = ref MemoryMarshal.GetReference(yRe), outIm = ref MemoryMarshal.GetReference(yIm);
            double w1Re = _twiddleRe[4 * p + 1], w2Re = _twiddleRe[4 * p + 2], w3Re = _twiddleRe[4 * p + 3];
            double w1Im = _twiddleIm[4 * p + 1], w2Im = _twiddleIm[4 * p + 2], w3Im = _twiddleIm[4 * p + 3];

            for (int q = 0; q < whole; q += Vector<double>.Count)
            {
                Vector<double> aRe = Vector.LoadUnsafe(ref re, (nuint)q), bRe = Vector.LoadUnsafe(ref re, (nuint)(q + arm));
                Vector<double> cRe = Vector.LoadUnsafe(ref re, (nuint)(q + 2 * arm)), dRe = Vector.LoadUnsafe(ref re, (nuint)(q + 3 * arm));
                Vector<double> aIm = Vector.LoadUnsafe(ref im, (nuint)q), bIm = Vector.LoadUnsafe(ref im, (nuint)(q + arm));
                Vector<double> cIm = Vector.LoadUnsafe(ref im, (nuint)(q + 2 * arm)), dIm = Vector.LoadUnsafe(ref im, (nuint)(q + 3 * arm));
                Vector<double> sumAcRe = aRe + cRe, sumAcIm = aIm + cIm, differenceAcRe = aRe - cRe, differenceAcIm = aIm - cIm;
                Vector<double> sumBdRe = bRe + dRe, sumBdIm = bIm + dIm, differenceBdRe = bRe - dRe, differenceBdIm = bIm - dIm;
                Vector<double> y1Re = differenceAcRe + differenceBdIm, y1Im = differenceAcIm - differenceBdRe;
                Vector<double> y2Re = sumAcRe - sumBdRe, y2Im = sumAcIm - sumBdIm;
                Vector<double> y3Re = differenceAcRe - differenceBdIm, y3Im = differenceAcIm + differenceBdRe;
                (sumAcRe + sumBdRe).StoreUnsafe(ref outRe, (nuint)q);
                (sumAcIm + sumBdIm).StoreUnsafe(ref outIm, (nuint)q);
                (y1Re * w1Re - y1Im * w1Im).StoreUnsafe(ref outRe, (nuint)(q + s));
                (y1Re * w1Im + y1Im * w1Re).StoreUnsafe(ref outIm, (nuint)(q + s));
                (y2Re * w2Re - y2Im * w2Im).StoreUnsafe(ref outRe, (nuint)(q + 2 * s));
                (y2Re * w2Im + y2Im * w2Re).StoreUnsafe(ref outIm, (nuint)(q + 2 * s));
                (y3Re * w3Re - y3Im * w3Im).StoreUnsafe(ref outRe, (nuint)(q + 3 * s));
                (y3Re * w3Im + y3Im * w3Re).StoreUnsafe(ref outIm, (nuint)(q + 3 * s));
            }
            for (int q = whole; q < s; q++)
            {
                double aRe = xRe[q], bRe = xRe[q + arm], cRe = xRe[q + 2 * arm], dRe = xRe[q + 3 * arm];
                double aIm = xIm[q], bIm = xIm[q + arm], cIm = xIm[q + 2 * arm], dIm = xIm[q + 3 * arm];
                double sumAcRe = aRe + cRe, sumAcIm = aIm + cIm, differenceAcRe = aRe - cRe, differenceAcIm = aIm - cIm;
                double sumBdRe = bRe + dRe, sumBdIm = bIm + dIm, differenceBdRe = bRe - dRe, differenceBdIm = bIm - dIm;
                double y1Re = differenceAcRe + differenceBdIm, y1Im = differenceAcIm - differenceBdRe;
                double y2Re = sumAcRe - sumBdRe, y2Im = sumAcIm - sumBdIm;
                double y3Re = differenceAcRe - differenceBdIm, y3Im = differenceAcIm + differenceBdRe;
                (yRe[q], yIm[q]) = (sumAcRe + sumBdRe, sumAcIm + sumBdIm);
                (yRe[q + s], yIm[q + s]) = (y1Re * w1Re - y1Im * w1Im, y1Re * w1Im + y1Im * w1Re);
                (yRe[q + 2 * s], yIm[q + 2 * s]) = (y2Re * w2Re - y2Im * w2Im, y2Re * w2Im + y2Im * w2Re);
                (yRe[q + 3 * s], yIm[q + 3 * s]) = (y3Re * w3Re - y3Im * w3Im, y3Re * w3Im + y3Im * w3Re);
            }
        }

        private void AnyArms(int p, ReadOnlySpan<double> xRe, ReadOnlySpan<double> xIm, Span<double> yRe, Span<double> yIm, int whole)
        {
            int s = _stride, arm = _stride * _blocks;
            ref double re = ref MemoryMarshal.GetReference(xRe), im = ref MemoryMarshal.GetReference(xIm);
            for (int j = 0; j < _radix; j++)
            {
                double wRe = _twiddleRe[_radix * p + j], wIm = _twiddleIm[_radix * p + j];
                for (int q = 0; q < whole; q += Vector<double>.Count)
                {
                    Vector<double> sumRe = Vector.LoadUnsafe(ref re, (nuint)q), sumIm = Vector.LoadUnsafe(ref im, (nuint)q);
                    for (int k = 1, turn = j; k < _radix; k++, turn = Turn(turn, j))
                    {
                        Vector<double> aRe = Vector.LoadUnsafe(ref re, (nuint)(q + k * arm)), aIm = Vector.LoadUnsafe(ref im, (nuint)(q + k * arm));
                        sumRe += aRe * _rootRe[turn] - aIm * _rootIm[turn];
                        sumIm += aRe * _rootIm[turn] + aIm * _rootRe[turn];
                    }
                    (sumRe * wRe - sumIm * wIm).CopyTo(yRe[(q + j * s)..]);
                    (sumRe * wIm + sumIm * wRe).CopyTo(yIm[(q + j * s)..]);
                }
                for (int q = whole; q < s; q++)
                {
                    double sumRe = xRe[q], sumIm = xIm[q];
                    for (int k = 1, turn = j; k < _radix; k++, turn = Turn(turn, j))
                    {
                        double aRe = xRe[q + k * arm], aIm = xIm[q + k * arm];
                        sumRe += aRe * _rootRe[turn] - aIm * _rootIm[turn];
                        sumIm += aRe * _rootIm[turn] + aIm * _rootRe[turn];
                    }
                    (yRe[q + j * s], yIm[q + j * s]) = (sumRe * wRe - sumIm * wIm, sumRe * wIm + sumIm * wRe);
                }
            }
        }

        /// <summary>(turn + j) mod radix.</summary>
        private int Turn(int turn, int j) => turn + j < _radix ? turn + j : turn + j - _radix;
    }
}
