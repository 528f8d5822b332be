namespace MlNetAudio.Dsp.Transforms;

/// <summary>How the triangles of a mel filter bank are scaled.</summary>
public enum MelNormalization
{
    /// <summary>Peak 1: torchaudio's default, librosa's norm=None.</summary>
    None,

    /// <summary>Each triangle times 2/(f_high − f_low): the same area in hertz; librosa's default.</summary>
    Slaney,

    /// <summary>The weights of each triangle add up to 1: librosa's norm=1.</summary>
    UnitSum,

    /// <summary>The squares of the weights of each triangle add up to 1: librosa's norm=2.</summary>
    UnitLength,

    /// <summary>The largest weight of each triangle is 1, also where no bin lies at its centre: librosa's norm=inf.</summary>
    UnitPeak,
}
