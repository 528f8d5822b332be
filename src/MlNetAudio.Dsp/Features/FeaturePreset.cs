namespace MlNetAudio.Dsp.Features;

/// <summary>The conventions of a library.</summary>
/// <param name="Name">"librosa", "torchaudio", "htk", "kaldi".</param>
/// <param name="Create">Sample rate (Hz) → options of their own, no part of them shared.</param>
public sealed record FeaturePreset(string Name, Func<int, IFeatureOptions> Create);
