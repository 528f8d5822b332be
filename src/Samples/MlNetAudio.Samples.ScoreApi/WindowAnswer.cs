namespace MlNetAudio.Samples.ScoreApi;

/// <summary>A part of the recording, from second to second.</summary>
public sealed record WindowAnswer(double Start, double End, string Label, IReadOnlyDictionary<string, float> Probabilities);
