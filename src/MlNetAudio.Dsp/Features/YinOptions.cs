namespace MlNetAudio.Dsp.Features;

/// <summary>YIN: the period of a frame is its first lag where the signal differs from itself less than a threshold.</summary>
public sealed record YinOptions : PitchOptions, IFeatureOptions
{
    /// <summary>A trough of the normalised difference counts when it is below this; where none is, the deepest lag is taken.</summary>
    public double TroughThreshold { get; init => field = Require.Positive(value); } = 0.1;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new YinExtractor(this);
}
