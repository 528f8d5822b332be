namespace MlNetAudio.Datasets;

/// <summary>What the files of a dataset hold; never both.</summary>
public enum DatasetContent
{
    /// <summary>Audio, of any rate and length.</summary>
    Recordings,

    /// <summary>Arrays [mels, frames] in .npy files.</summary>
    Spectrograms,
}
