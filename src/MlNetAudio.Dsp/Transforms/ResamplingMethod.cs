namespace MlNetAudio.Dsp.Transforms;

/// <summary>Which low-pass filter stands between two sample rates.</summary>
public enum ResamplingMethod
{
    /// <summary>Flat up to 0.91 of the lower Nyquist frequency, all beyond that frequency 100 dB down, at any ratio. Comparable to libsoxr's HQ, librosa's default.</summary>
    HighQuality,

    /// <summary>A Kaiser-windowed sinc (β = 5) of ten zero crossings to each side, cut off at the lower Nyquist frequency: quick, with aliases just above it. scipy.signal.resample_poly.</summary>
    Polyphase,

    /// <summary>The spectrum of the whole signal, cut off or continued with zeros: ideal for a periodic signal, others ring at both ends. scipy.signal.resample.</summary>
    Fourier,

    /// <summary>A Hann-windowed sinc. torchaudio.functional.resample, its default.</summary>
    SincHann,

    /// <summary>A Kaiser-windowed sinc. torchaudio.functional.resample with a Kaiser window.</summary>
    SincKaiser,
}
