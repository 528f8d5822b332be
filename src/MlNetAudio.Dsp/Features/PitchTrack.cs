namespace MlNetAudio.Dsp.Features;

/// <summary>The fundamental frequency of a signal over time [frames].</summary>
/// <param name="F0Hz">Hertz; in unvoiced frames what <see cref="PyinOptions.UnvoicedHz"/> says.</param>
/// <param name="Voiced">Whether the frame has a pitch.</param>
/// <param name="VoicedProbability">0..1, of the frame by itself: a frame within a voiced passage may be voiced and improbable.</param>
public sealed record PitchTrack(float[] F0Hz, bool[] Voiced, float[] VoicedProbability);
