namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → one row of numbers [columns]: every statistic over time of every row of every feature.</summary>
/// <remarks>
/// Statistics are computed in double precision and rounded once, of values that are in double where the feature gives them so. One instance serves any number of threads.
/// </remarks>
public sealed class FeatureSetExtractor
{
    private readonly IFeatureExtractor[] _extractors;
    private readonly Statistic[] _statistics;

    /// <exception cref="ArgumentException">There is no feature or no statistic, two columns have the same name, or a feature's options do not go together.</exception>
    public FeatureSetExtractor(FeatureSetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Features.Count == 0) throw new ArgumentException("Features must name at least one feature, for instance new RmsOptions().", nameof(options));
        if (options.Statistics.Count == 0) throw new ArgumentException("Statistics must name at least one statistic, for instance Statistic.Mean.", nameof(options));
        (_extractors, _statistics) = ([.. options.Features.Select(feature => feature.CreateExtractor())], [.. options.Statistics]);
        Names = [.. from extractor in _extractors from name in extractor.Names from statistic in _statistics select $"{name}_{statistic.Name}"];
        string? twice = Names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"Two columns would be named '{twice}'; list each feature and each statistic once.", nameof(options));
    }

    /// <summary>What each column is, in order: "rms_mean", "mfcc_3_std" … — the row's name and the statistic's.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <returns>[columns], in the order of <see cref="Names"/>.</returns>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a feature needs.</exception>
    public float[] Extract(ReadOnlySpan<float> samples)
    {
        float[] columns = new float[Names.Count];
        int column = 0;
        foreach (var extractor in _extractors)
        {
            double[] values = Values(extractor, samples);
            int frames = values.Length / extractor.Names.Count;
            for (int first = 0; first < values.Length; first += frames)
                foreach (var statistic in _statistics) columns[column++] = (float)statistic.Of(values.AsSpan(first, frames));
        }
        return columns;
    }

    /// <summary>[features, frames].</summary>
    private static double[] Values(IFeatureExtractor extractor, ReadOnlySpan<float> samples) =>
        extractor is IDoubleExtractor exact ? exact.ExtractDoubles(samples) : Array.ConvertAll(extractor.Extract(samples).Values, value => (double)value);
}
