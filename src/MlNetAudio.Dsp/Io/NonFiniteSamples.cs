namespace MlNetAudio.Dsp.Io;

/// <summary>What becomes of NaN, ±infinity and magnitudes beyond 1e10 (bytes that are no sound) in a recording of floating-point samples.</summary>
public enum NonFiniteSamples
{
    /// <summary>The file is refused, naming the first such sample.</summary>
    Error,

    /// <summary>They become 0; <see cref="AudioClip.ReplacedSamples"/> counts them and <see cref="AudioReaderOptions.Warn"/> is told.</summary>
    ReplaceWithZero,
}
