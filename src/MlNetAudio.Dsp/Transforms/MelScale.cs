namespace MlNetAudio.Dsp.Transforms;

/// <summary>Which formula makes mels of hertz.</summary>
public enum MelScale
{
    /// <summary>Linear (200/3 Hz a mel) below 1 kHz, then logarithmic: Slaney's Auditory Toolbox, librosa's default.</summary>
    Slaney,

    /// <summary>2595·log10(1 + f/700): HTK, torchaudio's default.</summary>
    Htk,
}
