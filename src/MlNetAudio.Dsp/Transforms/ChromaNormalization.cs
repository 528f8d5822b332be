namespace MlNetAudio.Dsp.Transforms;

/// <summary>What the chroma values of a frame, or a filter's weights for a bin, are divided by; nothing where that vanishes.</summary>
public enum ChromaNormalization
{
    /// <summary>The largest: librosa's norm=inf.</summary>
    Maximum,

    /// <summary>Their sum: norm=1.</summary>
    Sum,

    /// <summary>The root of the sum of their squares: norm=2.</summary>
    Euclidean,

    /// <summary>Nothing: norm=None.</summary>
    None,
}
