namespace MlNetAudio.Reports;

/// <summary>A test clip that a model called wrongly.</summary>
/// <param name="Probability">The model's probability of what it predicted, 0..1.</param>
/// <param name="Wav">A whole 16-bit mono WAV file, played from inside the page; null shows the clip without a player. One model's copy is enough.</param>
/// <param name="Text">What is said or heard, when the dataset knows.</param>
public sealed record MisclassifiedClip(string Path, string Actual, string Predicted, double Probability, byte[]? Wav, string? Text);
