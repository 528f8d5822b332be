using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>Spectra as magnitudes and unit phasors.</summary>
internal static unsafe class Phasors
{
    /// <summary>Powers below this, of magnitudes no signal has, count as zero: their reciprocal root would overflow on the way.</summary>
    private const double SmallestPower = 1e-290;

    /// <summary>One frame [bins each].</summary>
    public readonly ref struct Frame(ReadOnlySpan<double> magnitude, ReadOnlySpan<double> re, ReadOnlySpan<double> im)
    {
        public readonly ReadOnlySpan<double> Magnitude = magnitude, Re = re, Im = im;
    }

    /// <summary>magnitude = |re + i·im|; re, im ← (re + i·im) / magnitude, 1 where that is zero.</summary>
    public static void Split(Span<double> magnitude, Span<double> re, Span<double> im)
    {
        int done = Avx512F.IsSupported ? SplitVectors(magnitude, re, im) : 0;
        SplitReference(magnitude[done..], re[done..], im[done..]);
    }

    internal static void SplitReference(Span<double> magnitude, Span<double> re, Span<double> im)
    {
        for (int n = 0; n < magnitude.Length; n++)
        {
            double power = re[n] * re[n] + im[n] * im[n];
            magnitude[n] = power < SmallestPower ? 0 : Math.Sqrt(power);
            (re[n], im[n]) = power < SmallestPower ? (1, 0) : (re[n] / magnitude[n], im[n] / magnitude[n]);
        }
    }

    /// <summary>placed = ((1 − α)·|X₀| + α·|X₁|) · turn; then turn ← turn · u₁ · ū₀, u being the phasors.</summary>
    public static void PlaceAndAdvance(Frame before, Frame after, double alpha, Span<double> turnRe, Span<double> turnIm, Span<double> placedRe, Span<double> placedIm)
    {
        int bins = turnRe.Length, done;
        fixed (double* m0 = before.Magnitude, re0 = before.Re, im0 = before.Im, m1 = after.Magnitude, re1 = after.Re, im1 = after.Im)
        fixed (double* tRe = turnRe, tIm = turnIm, pRe = placedRe, pIm = placedIm)
        {
            done = Vector512.IsHardwareAccelerated ? Run<Lanes512>(0, m0, re0, im0, m1, re1, im1, alpha, tRe, tIm, pRe, pIm, bins)
                : Vector256.IsHardwareAccelerated ? Run<Lanes256>(0, m0, re0, im0, m1, re1, im1, alpha, tRe, tIm, pRe, pIm, bins)
                : Vector128.IsHardwareAccelerated ? Run<Lanes128>(0, m0, re0, im0, m1, re1, im1, alpha, tRe, tIm, pRe, pIm, bins)
                : 0;
            Run<SingleLane>(done, m0, re0, im0, m1, re1, im1, alpha, tRe, tIm, pRe, pIm, bins);
        }
    }

    /// <returns>The first bin that is left.</returns>
    private static int Run<T>(
        int from, double* m0, double* re0, double* im0, double* m1, double* re1, double* im1, double alpha, double* turnRe, double* turnIm, double* placedRe, double* placedIm, int bins)
        where T : unmanaged, ILanes<T>
    {
        T early = T.Of(1 - alpha), late = T.Of(alpha);
        int n = from;
        for (; n + T.Count <= bins; n += T.Count)
        {
            T magnitude = T.MultiplyAdd(late, T.Load(m1 + n), early * T.Load(m0 + n)), re = T.Load(turnRe + n), im = T.Load(turnIm + n);
            (magnitude * re).Store(placedRe + n);
            (magnitude * im).Store(placedIm + n);
            T u0Re = T.Load(re0 + n), u0Im = T.Load(im0 + n), u1Re = T.Load(re1 + n), u1Im = T.Load(im1 + n);
            T stepRe = T.MultiplyAdd(u1Im, u0Im, u1Re * u0Re), stepIm = T.MultiplySubtract(u1Re, u0Im, u1Im * u0Re);
            T.MultiplySubtract(im, stepIm, re * stepRe).Store(turnRe + n);
            T.MultiplyAdd(im, stepRe, re * stepIm).Store(turnIm + n);
        }
        return n;
    }

    /// <summary>The reciprocal root by an estimate of 14 bits and two of Newton's steps: within a few units of the last place, in a third of the time of root and division.</summary>
    /// <returns>How many are done.</returns>
    private static int SplitVectors(Span<double> magnitudes, Span<double> res, Span<double> ims)
    {
        ref double m = ref MemoryMarshal.GetReference(magnitudes), x = ref MemoryMarshal.GetReference(res), y = ref MemoryMarshal.GetReference(ims);
        Vector512<double> half = Vector512.Create(0.5), one = Vector512<double>.One, smallest = Vector512.Create(SmallestPower), threeHalves = Vector512.Create(1.5);
        int n = 0;
        for (; n + Vector512<double>.Count <= magnitudes.Length; n += Vector512<double>.Count)
        {
            Vector512<double> re = Vector512.LoadUnsafe(ref x, (nuint)n), im = Vector512.LoadUnsafe(ref y, (nuint)n);
            var power = Vector512.FusedMultiplyAdd(im, im, re * re);
            var silent = Vector512.LessThan(power, smallest);
            power = Vector512.ConditionalSelect(silent, one, power);
            var inverse = Avx512F.ReciprocalSqrt14(power);
            var halfPower = half * power;
            inverse *= threeHalves - halfPower * inverse * inverse;
            inverse *= threeHalves - halfPower * inverse * inverse;
            Vector512.ConditionalSelect(silent, Vector512<double>.Zero, power * inverse).StoreUnsafe(ref m, (nuint)n);
            Vector512.ConditionalSelect(silent, one, re * inverse).StoreUnsafe(ref x, (nuint)n);
            Vector512.ConditionalSelect(silent, Vector512<double>.Zero, im * inverse).StoreUnsafe(ref y, (nuint)n);
        }
        return n;
    }
}
