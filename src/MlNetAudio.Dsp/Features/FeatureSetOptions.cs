namespace MlNetAudio.Dsp.Features;

/// <summary>What a clip is described by: statistics over time of features, each a column of a classical model's input.</summary>
public sealed record FeatureSetOptions
{
    /// <summary>In the order of the columns; none but one of a kind, unless their rows have different names.</summary>
    public required IReadOnlyList<IFeatureOptions> Features { get; init; }

    /// <summary>Of every row of every feature, in the order of the columns.</summary>
    public IReadOnlyList<Statistic> Statistics { get; init; } = [Statistic.Mean, Statistic.Deviation];
}
