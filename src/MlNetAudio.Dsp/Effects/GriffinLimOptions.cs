using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>How phases are found for magnitudes. The defaults are librosa's, but for the start.</summary>
public sealed record GriffinLimOptions
{
    /// <summary>How the magnitudes were made of a signal.</summary>
    public StftOptions Stft { get; init => field = value ?? throw new ArgumentNullException(nameof(Stft)); } = new();

    public int Iterations { get; init => field = Require.Positive(value); } = 32;

    /// <summary>0 is Griffin and Lim's own algorithm; up to 1 it gets faster and less sure.</summary>
    public double Momentum { get; init => field = Require.Between(value, 0, 1); } = 0.99;

    /// <summary>Random phases to start from, the same for a seed; null: all phases 0.</summary>
    public int? Seed { get; init; }
}
