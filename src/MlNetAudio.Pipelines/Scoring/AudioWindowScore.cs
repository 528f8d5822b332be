namespace MlNetAudio.Pipelines.Scoring;

/// <summary>What an artifact says of one window of a recording or stream.</summary>
/// <param name="Start">From the start of the recording.</param>
/// <param name="End">Of what there was to hear; a window that the recording does not fill ends with it.</param>
/// <param name="Score">Probabilities and label.</param>
public sealed record AudioWindowScore(TimeSpan Start, TimeSpan End, AudioScore Score);
