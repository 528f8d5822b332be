namespace MlNetAudio.Dsp.Transforms;

/// <summary>How the triangles of a mel filter bank are scaled.</summary>
public enum MelNormalization
{
    /// <summary>Peak 1.</summary>
    None,

    /// <summary>Each triangle times 2/(f_high − f_low): the same area in hertz; librosa's default.</summary>
    Slaney,
}
