namespace MlNetAudio.Dsp.Features;

/// <summary>What a spectrum is divided by before its power is taken.</summary>
public enum SpectrumNormalization
{
    /// <summary>Nothing: librosa, and torchaudio's default.</summary>
    None,

    /// <summary>√(Σ window²): torchaudio's normalized=True.</summary>
    Window,

    /// <summary>√(FFT length): torchaudio's normalized="frame_length".</summary>
    FrameLength,
}
