using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>The numbers that describe a clip of any length to a classical model.</summary>
public abstract record ClassicalFeatureOptions
{
    /// <summary>As an artifact computes them, in training too: thresholds of trees are then compared with the very same numbers.</summary>
    /// <exception cref="ArgumentException">The options do not fit each other or the rate.</exception>
    internal abstract AudioFrontEnd FrontEnd(int sampleRateHz);

    private protected static int Positive(int value, string name) => value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be positive, got {value}.");
}
