namespace MlNetAudio.Dsp.Transforms;

/// <summary>What stands beyond both ends of a signal x[0..n−1] where frames reach over them; numpy.pad's modes of the same names.</summary>
public enum PadMode
{
    /// <summary>Zeros: librosa's default since 0.10.</summary>
    Constant,

    /// <summary>x[−i] = x[i], the edge sample once: torchaudio's default, librosa's before 0.10. Reflected again where the signal is shorter than the padding.</summary>
    Reflect,

    /// <summary>The edge sample repeated.</summary>
    Edge,

    /// <summary>x[−i] = x[i − 1], the edge sample twice.</summary>
    Symmetric,

    /// <summary>x[−i] = x[n − i]: the signal over and over.</summary>
    Wrap,
}
