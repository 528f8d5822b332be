namespace MlNetAudio.Dsp.Features;

/// <summary>How mel bands are put on a logarithmic scale. The defaults are librosa's.</summary>
public abstract record LogarithmicMelOptions : MelOptions
{
    public MelLogarithm Logarithm { get; init; }

    /// <summary>The power below which bands count as this, so that silence is finite (or what is added to them, see <see cref="MelLogarithm"/>): amin. 1e-10 is −100 dB.</summary>
    public double MinimumPower { get; init => field = Require.Positive(value); } = 1e-10;

    /// <summary>The power of 0 dB; of decibels only. Null: the clip's maximum.</summary>
    public double? ReferencePower { get; init => field = value is { } power ? Require.Positive(power) : null; } = 1;

    /// <summary>Decibels below the clip's maximum at which values are floored; of decibels only. Null: no floor.</summary>
    public double? TopDecibels { get; init => field = value is { } decibels ? Require.Positive(decibels) : null; } = 80;

    /// <summary>Whether a frame depends on the whole signal.</summary>
    internal bool NeedsWholeSignal => Logarithm == MelLogarithm.Decibels && (TopDecibels is not null || ReferencePower is null);

    /// <summary>The option, with its value, that makes it so.</summary>
    internal string WholeSignalOption => TopDecibels is { } top ? FormattableString.Invariant($"TopDecibels = {top}") : "ReferencePower = null";
}
