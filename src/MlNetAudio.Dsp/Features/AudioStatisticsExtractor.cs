namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → four numbers: mean and population standard deviation, over frames, of RMS and of the zero-crossing rate.</summary>
/// <remarks>
/// All in double precision, rounded once at the end: an exported model computes the same in its graph, and a tree that splits on these numbers must see the
/// same ones. One instance serves any number of threads.
/// </remarks>
public sealed class AudioStatisticsExtractor
{
    private readonly RmsExtractor _rms;
    private readonly ZcrExtractor _zcr;

    public AudioStatisticsExtractor(AudioStatisticsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_rms, _zcr) = (new(options.Rms), new(options.Zcr));
    }

    /// <summary>What the numbers are, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["rms_mean", "rms_std", "zcr_mean", "zcr_std"];

    /// <returns>[4], in the order of <see cref="Names"/>.</returns>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public float[] Extract(ReadOnlySpan<float> samples)
    {
        var (rmsMean, rmsDeviation) = MeanAndDeviation(_rms.ExtractDoubles(samples));
        var (zcrMean, zcrDeviation) = MeanAndDeviation(_zcr.ExtractDoubles(samples));
        return [(float)rmsMean, (float)rmsDeviation, (float)zcrMean, (float)zcrDeviation];
    }

    /// <summary>Σv/n and √(Σ(v − mean)²/n).</summary>
    private static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (double value in values) sum += value;
        double mean = sum / values.Length;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(Math.Max(0, squares / values.Length)));
    }
}
