using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>Spectra placed at other times, a frame to a lane: magnitudes interpolated, phases turned on.</summary>
internal static unsafe class Phasors
{
    /// <summary>Blocks of frames that a placement can take from.</summary>
    public const int Blocks = 3;

    /// <summary>Powers below this, of magnitudes no signal has, count as zero: their reciprocal root would overflow on the way.</summary>
    private const double SmallestPower = 1e-290;

    /// <summary>Consecutive frames as blocks of spectra, each [bins, lanes].</summary>
    public struct Window
    {
        public double* Re0, Re1, Re2, Im0, Im1, Im2;

        public readonly (double Re, double Im) At(int frame, int bin)
        {
            int place = bin * Stft.Lanes + frame % Stft.Lanes;
            return (frame / Stft.Lanes) switch { 0 => (Re0[place], Im0[place]), 1 => (Re1[place], Im1[place]), _ => (Re2[place], Im2[place]) };
        }
    }

    /// <summary>What the lanes from <c>First</c> to before <c>End</c> come of: the frame of the window before each and the one after that, which has the weight <c>Late</c>.</summary>
    public struct Placement
    {
        public int First, End;
        public fixed long Before[Stft.Lanes];
        public fixed double Late[Stft.Lanes];
    }

    /// <summary>A bin's direction X/|X|; 1 where that is zero.</summary>
    public static (double Re, double Im) Unit(double re, double im)
    {
        double power = re * re + im * im;
        if (power < SmallestPower) return (1, 0);
        double magnitude = Math.Sqrt(power);
        return (re / magnitude, im / magnitude);
    }

    /// <summary>
    /// Lane after lane, placed = ((1 − late)·|X₀| + late·|X₁|) · turn, X₀ and X₁ being the frames around; then turn ← turn · u₁ · ū₀, u = X/|X|. turns [bins] of (re, im); other lanes of
    /// placed [bins, lanes] are left as they are.
    /// </summary>
    public static void Advance(in Window window, in Placement placement, int bins, double* turns, double* placedRe, double* placedIm)
    {
        if (Avx512F.IsSupported) AdvanceVectors(window, placement, bins, turns, placedRe, placedIm);
        else AdvanceReference(window, placement, bins, turns, placedRe, placedIm);
    }

    internal static void AdvanceReference(in Window window, in Placement placement, int bins, double* turns, double* placedRe, double* placedIm)
    {
        for (int bin = 0; bin < bins; bin++)
        {
            double turnRe = turns[2 * bin], turnIm = turns[2 * bin + 1];
            for (int lane = placement.First; lane < placement.End; lane++)
            {
                var (re0, im0) = window.At((int)placement.Before[lane], bin);
                var (re1, im1) = window.At((int)placement.Before[lane] + 1, bin);
                double late = placement.Late[lane], magnitude = (1 - late) * Magnitude(re0, im0) + late * Magnitude(re1, im1);
                (placedRe[bin * Stft.Lanes + lane], placedIm[bin * Stft.Lanes + lane]) = (magnitude * turnRe, magnitude * turnIm);
                (re0, im0) = Unit(re0, im0);
                (re1, im1) = Unit(re1, im1);
                double stepRe = re1 * re0 + im1 * im0, stepIm = im1 * re0 - re1 * im0;
                (turnRe, turnIm) = (turnRe * stepRe - turnIm * stepIm, turnRe * stepIm + turnIm * stepRe);
            }
            (turns[2 * bin], turns[2 * bin + 1]) = (turnRe, turnIm);
        }
    }

    private static double Magnitude(double re, double im) => re * re + im * im is var power && power < SmallestPower ? 0 : Math.Sqrt(power);

    /// <summary>The lanes' turns are the running products of their steps: three multiplications with what is one, two and four lanes before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AdvanceVectors(in Window window, in Placement placement, int bins, double* turns, double* placedRe, double* placedIm)
    {
        double* re0 = window.Re0, re1 = window.Re1, re2 = window.Re2, im0 = window.Im0, im1 = window.Im1, im2 = window.Im2;
        fixed (long* befores = placement.Before)
        fixed (double* lates = placement.Late)
        {
            Vector512<long> before = Vector512.Load(befores), after = before + Vector512<long>.One, two = Vector512.Create(2L * Stft.Lanes);
            Vector512<double> beforeInThird = Vector512.GreaterThanOrEqual(before, two).AsDouble(), afterInThird = Vector512.GreaterThanOrEqual(after, two).AsDouble();
            Vector512<double> late = Vector512.Load(lates), early = Vector512<double>.One - late;
            var active = (Vector512.GreaterThanOrEqual(Vector512<long>.Indices, Vector512.Create((long)placement.First)) & Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)placement.End))).AsDouble();
            bool whole = placement.First == 0 && placement.End == Stft.Lanes;
            for (int bin = 0; bin < bins; bin++)
            {
                int place = bin * Stft.Lanes;
                Vector512<double> a = Vector512.Load(re0 + place), b = Vector512.Load(re1 + place), c = Vector512.Load(re2 + place);
                Vector512<double> u0Re = Pick(a, b, c, before, beforeInThird), u1Re = Pick(a, b, c, after, afterInThird);
                (a, b, c) = (Vector512.Load(im0 + place), Vector512.Load(im1 + place), Vector512.Load(im2 + place));
                Vector512<double> u0Im = Pick(a, b, c, before, beforeInThird), u1Im = Pick(a, b, c, after, afterInThird);
                Vector512<double> magnitude0 = Split(ref u0Re, ref u0Im), magnitude1 = Split(ref u1Re, ref u1Im);
                var stepRe = Vector512.FusedMultiplyAdd(u1Im, u0Im, u1Re * u0Re);
                var stepIm = Vector512.FusedMultiplyAdd(-u1Re, u0Im, u1Im * u0Re);
                if (!whole) (stepRe, stepIm) = (Vector512.ConditionalSelect(active, stepRe, Vector512<double>.One), stepIm & active);

                Vector512<double> turnRe = Moved(stepRe, Vector512<double>.One, 7), turnIm = Moved(stepIm, Vector512<double>.Zero, 7);
                Multiply(ref turnRe, ref turnIm, Moved(turnRe, Vector512<double>.One, 7), Moved(turnIm, Vector512<double>.Zero, 7));
                Multiply(ref turnRe, ref turnIm, Moved(turnRe, Vector512<double>.One, 6), Moved(turnIm, Vector512<double>.Zero, 6));
                Multiply(ref turnRe, ref turnIm, Moved(turnRe, Vector512<double>.One, 4), Moved(turnIm, Vector512<double>.Zero, 4));
                Multiply(ref turnRe, ref turnIm, Vector512.Create(turns[2 * bin]), Vector512.Create(turns[2 * bin + 1]));

                var magnitude = Vector512.FusedMultiplyAdd(late, magnitude1, early * magnitude0);
                Vector512<double> toRe = magnitude * turnRe, toIm = magnitude * turnIm;
                if (!whole) (toRe, toIm) = (Vector512.ConditionalSelect(active, toRe, Vector512.Load(placedRe + place)), Vector512.ConditionalSelect(active, toIm, Vector512.Load(placedIm + place)));
                toRe.Store(placedRe + place);
                toIm.Store(placedIm + place);
                Multiply(ref turnRe, ref turnIm, stepRe, stepIm);
                (turns[2 * bin], turns[2 * bin + 1]) = (turnRe.GetElement(Stft.Lanes - 1), turnIm.GetElement(Stft.Lanes - 1));
            }
        }
    }

    /// <summary>Lanes moved up by eight less <paramref name="from"/>, those that get free filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Moved(Vector512<double> lanes, Vector512<double> filling, [ConstantExpected] byte from) => Avx512F.AlignRight64(lanes.AsInt64(), filling.AsInt64(), from).AsDouble();

    /// <summary>The window's frames at the indices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pick(Vector512<double> first, Vector512<double> second, Vector512<double> third, Vector512<long> indices, Vector512<double> inThird) =>
        Vector512.ConditionalSelect(inThird, Avx512F.PermuteVar8x64(third, indices), Avx512F.PermuteVar8x64x2(first, indices, second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(ref Vector512<double> re, ref Vector512<double> im, Vector512<double> byRe, Vector512<double> byIm)
    {
        var product = Vector512.FusedMultiplyAdd(-im, byIm, re * byRe);
        im = Vector512.FusedMultiplyAdd(im, byRe, re * byIm);
        re = product;
    }

    /// <summary>The magnitude; re, im ← the direction. The reciprocal root by an estimate of 14 bits and two of Newton's steps: within a few units of the last place, in a third of the time of root and division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Split(ref Vector512<double> re, ref Vector512<double> im)
    {
        Vector512<double> one = Vector512<double>.One, threeHalves = Vector512.Create(1.5);
        var power = Vector512.FusedMultiplyAdd(im, im, re * re);
        var silent = Vector512.LessThan(power, Vector512.Create(SmallestPower));
        power = Vector512.ConditionalSelect(silent, one, power);
        var inverse = Avx512F.ReciprocalSqrt14(power);
        var halfPower = Vector512.Create(-0.5) * power;
        inverse *= Vector512.FusedMultiplyAdd(halfPower * inverse, inverse, threeHalves);
        inverse *= Vector512.FusedMultiplyAdd(halfPower * inverse, inverse, threeHalves);
        re = Vector512.ConditionalSelect(silent, one, re * inverse);
        im *= inverse;   // of what is silent, nothing to speak of
        return Vector512.ConditionalSelect(silent, Vector512<double>.Zero, power * inverse);
    }
}
