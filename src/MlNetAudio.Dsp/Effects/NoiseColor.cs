namespace MlNetAudio.Dsp.Effects;

/// <summary>How the power of noise is spread over frequencies.</summary>
public enum NoiseColor
{
    /// <summary>Equal power per hertz.</summary>
    White,

    /// <summary>Power ∝ 1/f: equal power per octave, 3 dB less each octave up.</summary>
    Pink,

    /// <summary>Power ∝ 1/f²: 6 dB less each octave up.</summary>
    Brown,
}
