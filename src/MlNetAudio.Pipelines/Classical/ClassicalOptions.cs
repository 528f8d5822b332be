using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>A classical model: what it is told of a clip, and how it is fitted.</summary>
public abstract record ClassicalOptions : ModelOptions
{
    public ClassicalFeatureOptions Features { get; init; } = new LoudnessFeatureOptions();

    private protected static int Positive(int value, string name) => value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be positive, got {value}.");

    private protected static int Folded(int value, string name) => value >= 2 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be at least 2, got {value}.");

    private protected static float? NotNegative(float? value, string name) => value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be at least 0 or none, got {value}."));
}
