namespace MlNetAudio.Dsp.Transforms;

/// <summary>The shape that a frame is multiplied with before its transform.</summary>
public enum WindowFunction
{
    /// <summary>0.5 − 0.5·cos(2πn/N).</summary>
    Hann,

    /// <summary>0.54 − 0.46·cos(2πn/N).</summary>
    Hamming,

    /// <summary>0.42 − 0.5·cos(2πn/N) + 0.08·cos(4πn/N).</summary>
    Blackman,

    /// <summary>Ones.</summary>
    Rectangular,

    /// <summary>Kaldi's (0.5 − 0.5·cos(2πn/N))^0.85.</summary>
    Povey,
}
