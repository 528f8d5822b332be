namespace MlNetAudio.Samples.ScoreApi;

/// <summary>What the API answers.</summary>
/// <param name="Label">The most probable one.</param>
/// <param name="Probabilities">By label: the mean over the windows.</param>
/// <param name="Seconds">Length of the recording.</param>
public sealed record RecordingAnswer(string Label, IReadOnlyDictionary<string, float> Probabilities, double Seconds, IReadOnlyList<WindowAnswer> Windows);
