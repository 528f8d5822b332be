namespace MlNetAudio.Dsp.Features;

/// <summary>A feature by its name.</summary>
/// <param name="Name">"log-mel".</param>
/// <param name="Presets">Whose conventions it may follow; the first is the default.</param>
public sealed record FeatureKind(string Name, IReadOnlyList<FeaturePreset> Presets)
{
    /// <summary>The record that holds its options.</summary>
    public Type OptionsType { get; } = Presets[0].Create(22_050).GetType();
}
