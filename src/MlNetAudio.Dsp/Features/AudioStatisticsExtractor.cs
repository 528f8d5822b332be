namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → four numbers: mean and population standard deviation, over frames, of RMS and of the zero-crossing rate.</summary>
/// <remarks>
/// The feature set of the classical baselines. All in double precision, rounded once at the end: an exported model computes the same in its graph, and a tree that
/// splits on these numbers must see the same ones. One instance serves any number of threads.
/// </remarks>
public sealed class AudioStatisticsExtractor
{
    private readonly FeatureSetExtractor _set;

    public AudioStatisticsExtractor(AudioStatisticsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _set = new(new() { Features = [options.Rms, options.Zcr], Statistics = [Statistic.Mean, Statistic.Deviation] });
    }

    /// <summary>What the numbers are, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["rms_mean", "rms_std", "zcr_mean", "zcr_std"];

    /// <returns>[4], in the order of <see cref="Names"/>.</returns>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public float[] Extract(ReadOnlySpan<float> samples) => _set.Extract(samples);
}
