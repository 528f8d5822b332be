namespace MlNetAudio.Dsp.Features;

/// <summary>A feature by its name.</summary>
/// <param name="Name">"log-mel".</param>
/// <param name="Presets">Whose conventions it may follow; the first is the default.</param>
public sealed record FeatureKind(string Name, IReadOnlyList<FeaturePreset> Presets)
{
    /// <summary>The records that hold its options: mostly one, but conventions may differ too much for that.</summary>
    public IReadOnlyList<Type> OptionsTypes { get; } = [.. Presets.Select(preset => preset.Create(22_050).GetType()).Distinct()];
}
