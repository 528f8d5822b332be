namespace MlNetAudio.Dsp.Io;

/// <summary>How samples are stored in a WAV file that is written.</summary>
public enum WavSampleFormat
{
    /// <summary>16-bit integers.</summary>
    Pcm16,

    /// <summary>24-bit integers.</summary>
    Pcm24,

    /// <summary>Single-precision numbers, unchanged.</summary>
    Float32,
}
