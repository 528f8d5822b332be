namespace MlNetAudio.Onnx.Export;

/// <summary>
/// Whether a clip's features are brought to mean 0 and deviation 1 by the clip's own statistics, before they are scaled by the training part's: (x − mean) / √(variance + 1e-5), as InstanceNorm.
/// </summary>
public enum ClipStandardization
{
    /// <summary>They are not: the loudness of a clip counts.</summary>
    None,

    /// <summary>Every row (mel band, coefficient) over the clip's frames: what a microphone or a room does to all frames alike is removed.</summary>
    Rows,

    /// <summary>All values of the clip together.</summary>
    Whole,
}
