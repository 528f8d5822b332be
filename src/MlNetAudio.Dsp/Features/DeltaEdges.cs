namespace MlNetAudio.Dsp.Features;

/// <summary>How the slope of the first and last frames is found, where the window reaches beyond them.</summary>
public enum DeltaEdges
{
    /// <summary>From the polynomial through the first or last whole window: librosa's default. Needs as many frames as the window.</summary>
    Interpolate,

    /// <summary>The edge frame repeated: torchaudio's default ("replicate").</summary>
    Nearest,

    /// <summary>x[−i] = x[i], the edge frame once.</summary>
    Mirror,

    /// <summary>Zeros.</summary>
    Constant,

    /// <summary>x[−i] = x[n − i]: the frames over and over.</summary>
    Wrap,
}
