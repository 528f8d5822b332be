using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → coefficients [order + 1, frames], highest power first, of the polynomial of frequency in Hz that comes closest (least squares) to |X|.</summary>
/// <remarks>librosa.feature.poly_features. One instance serves any number of threads.</remarks>
public sealed class PolyFeaturesExtractor : IStreamingExtractor
{
    /// <summary>Of a power's length, the part that the powers above it do not have: below this (from order 18 on), double precision cannot tell it from rounding, and numpy.polyfit drops it.</summary>
    private const double SmallestNewPart = 2e-7;

    private readonly Feature _feature;

    /// <exception cref="ArgumentException">The order is too high for the spectrum's bins, or for double precision to tell its powers apart.</exception>
    public PolyFeaturesExtractor(PolyFeaturesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        double[] hertz = SpectralBins.Hertz(options.SampleRateHz, options.FftLength);
        _feature = new(new(options.Stft), new(Fit(hertz, options.Order), hertz.Length));
        Names = [.. Enumerable.Range(0, options.Order + 1).Select(row => $"poly_{options.Order - row}")];
    }

    /// <summary>"poly_1" (the slope), "poly_0" (the intercept).</summary>
    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    public FeatureStream OpenStream() => new(_feature);

    /// <summary>[order + 1, points] that, multiplied with values at the points, gives the coefficients: R⁻¹·Qᵀ of the powers of x, each column scaled to length 1.</summary>
    private static double[] Fit(ReadOnlySpan<double> x, int order)
    {
        int columns = order + 1, points = x.Length;
        if (columns > points) throw TooHigh(order, points);
        double[][] q = new double[columns][];
        double[,] r = new double[columns, columns];
        double[] lengths = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            double[] powers = q[column] = new double[points];
            for (int i = 0; i < points; i++) powers[i] = Math.Pow(x[i], order - column);
            lengths[column] = Scale(powers);
            for (int pass = 0; pass < 2; pass++)   // the second pass removes what rounding left of the first
                for (int other = 0; other < column; other++)
                {
                    double along = 0;
                    for (int i = 0; i < points; i++) along += q[other][i] * powers[i];
                    for (int i = 0; i < points; i++) powers[i] -= along * q[other][i];
                    r[other, column] += along;
                }
            r[column, column] = Scale(powers);
            if (!(r[column, column] > SmallestNewPart)) throw TooHigh(order, points);
        }

        double[] fit = new double[columns * points];
        for (int i = 0; i < points; i++)
            for (int row = columns - 1; row >= 0; row--)
            {
                double rest = q[row][i];
                for (int column = row + 1; column < columns; column++) rest -= r[row, column] * (fit[column * points + i] * lengths[column]);
                fit[row * points + i] = rest / r[row, row] / lengths[row];
            }
        return fit;
    }

    private static double Scale(Span<double> vector)
    {
        double squares = 0;
        foreach (double value in vector) squares += value * value;
        double length = Math.Sqrt(squares);
        for (int i = 0; i < vector.Length; i++) vector[i] /= length;
        return length;
    }

    private static ArgumentException TooHigh(int order, int points) => new($"Order {order} is too high to fit to {points} bins; take a lower one, or a longer FFT.");

    private sealed class Feature(Stft stft, SparseBands fit) : SpectrumFeature(stft, fit.Count)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values) => fit.Sum(workspace.Spectra.Magnitude(), values);
    }
}
