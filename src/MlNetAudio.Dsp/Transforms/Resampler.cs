using System.Buffers;
using System.Numerics.Tensors;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>
/// The same band-limited signal at another rate: flat up to 0.913 of the lower Nyquist frequency, everything beyond that frequency more than 100 dB down;
/// linear phase, no delay, zeros beyond both ends.
/// </summary>
/// <remarks>
/// A Kaiser-windowed sinc. y[m] = Σₙ x[n]·h(m·from/to − n): where m·from/to falls between two input samples decides which taps are used, its phase. Ratios of few
/// phases have the taps of each tabulated; others (44099 → 16000 has 16000) interpolate between tabulated phases, cubically, which is exact to −150 dB.
/// Holds only read-only tables, so one instance serves any number of threads. Comparable to libsoxr's HQ (librosa's default).
/// </remarks>
public sealed class Resampler
{
    private const double PassBand = 0.913, StopBand = 1, StopBandDecibels = 125;

    /// <summary>Floats (1 MB) that a table of every phase may take.</summary>
    private const int LargestExactTable = 1 << 18;

    /// <summary>Phases a period of the lower rate in a table to interpolate in.</summary>
    private const int PhasesPerPeriod = 256;

    private readonly int _up, _down, _half;
    private readonly bool _exact;
    private readonly int _phases;      // per input sample
    private readonly float[][] _taps;  // [phase][2·half]; to interpolate in, the phases −1 .. _phases + 1

    /// <exception cref="ArgumentException">A rate is not positive.</exception>
    public Resampler(int fromHz, int toHz)
    {
        (FromHz, ToHz) = (Require.Positive(fromHz, nameof(fromHz)), Require.Positive(toHz, nameof(toHz)));
        int divisor = GreatestCommonDivisor(fromHz, toHz);
        (_up, _down) = (toHz / divisor, fromHz / divisor);
        double lower = Math.Min(1, (double)toHz / fromHz);   // the lower rate, as a fraction of the input's
        double halfWidth = KaiserWindow.OrderFor(StopBandDecibels, (StopBand - PassBand) * lower) / 2;
        _half = (int)Math.Ceiling(halfWidth) + 1;
        _exact = (long)_up * 2 * _half <= LargestExactTable;
        _phases = _exact ? _up : Math.Max(1, (int)Math.Ceiling(PhasesPerPeriod * lower));

        double[] response = Response(lower * (PassBand + StopBand) / 2, halfWidth);
        _taps = new float[_exact ? _phases : _phases + 3][];
        for (int row = 0; row < _taps.Length; row++) _taps[row] = Taps(_exact ? row : row - 1, response);
    }

    public int FromHz { get; }

    public int ToHz { get; }

    /// <summary>⌈samples · to / from⌉.</summary>
    public int OutputLength(int samples) => checked((int)(((long)samples * _up + _down - 1) / _down));

    /// <summary>samples [n] → [⌈n · to / from⌉].</summary>
    public float[] Resample(ReadOnlySpan<float> samples)
    {
        if (_up == _down) return samples.ToArray();
        float[] output = new float[OutputLength(samples.Length)];
        int padded = samples.Length + 2 * _half;
        float[] rented = ArrayPool<float>.Shared.Rent(padded);
        Span<float> input = rented.AsSpan(0, padded);   // samples between zeros: the taps of an output at input time i start at [i + 1]
        input.Clear();
        samples.CopyTo(input[_half..]);
        for (int m = 0; m < output.Length; m++)
        {
            long time = (long)m * _down;   // in 1/_up of an input sample
            int whole = (int)(time / _up), fraction = (int)(time % _up);
            ReadOnlySpan<float> around = input.Slice(whole + 1, 2 * _half);
            output[m] = _exact ? TensorPrimitives.Dot(around, _taps[fraction]) : Interpolated(around, (double)fraction / _up * _phases);
        }
        ArrayPool<float>.Shared.Return(rented);
        return output;
    }

    /// <summary>Lagrange's cubic through the four tabulated phases around the wanted one.</summary>
    private float Interpolated(ReadOnlySpan<float> around, double phase)
    {
        int row = (int)phase;
        double t = phase - row;
        double before = -t * (t - 1) * (t - 2) / 6, at = (t + 1) * (t - 1) * (t - 2) / 2, after = -(t + 1) * t * (t - 2) / 2, second = (t + 1) * t * (t - 1) / 6;
        return (float)(before * TensorPrimitives.Dot(around, _taps[row]) + at * TensorPrimitives.Dot(around, _taps[row + 1]) + after * TensorPrimitives.Dot(around, _taps[row + 2]) + second * TensorPrimitives.Dot(around, _taps[row + 3]));
    }

    /// <summary>h at the times 0, 1/phases, 2/phases, … input samples, up to where it ends; it is the same backwards.</summary>
    private double[] Response(double cutoff, double halfWidth)
    {
        var window = new KaiserWindow(KaiserWindow.BetaFor(StopBandDecibels));
        double[] response = new double[_half * _phases + 2];
        for (int i = 0; i < response.Length; i++)
        {
            double time = (double)i / _phases;
            response[i] = Sinc(cutoff * time) * window.At(time / halfWidth);
        }
        return response;
    }

    /// <summary>h(phase/phases + half − 1 − k) for k = 0 .. 2·half − 1, scaled to sum 1, so that a constant stays that constant at every phase.</summary>
    private float[] Taps(int phase, double[] response)
    {
        double[] taps = new double[2 * _half];
        for (int k = 0; k < taps.Length; k++) taps[k] = response[Math.Abs(phase + (_half - 1 - k) * _phases)];
        double sum = taps.Sum();
        return Array.ConvertAll(taps, tap => (float)(tap / sum));
    }

    private static double Sinc(double x) => x == 0 ? 1 : double.SinPi(x) / (Math.PI * x);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
