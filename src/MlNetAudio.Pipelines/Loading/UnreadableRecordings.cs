namespace MlNetAudio.Pipelines.Loading;

/// <summary>What becomes of a pass over recordings when one of them cannot be read.</summary>
public enum UnreadableRecordings
{
    /// <summary>It ends with the AudioFileException, which names file, reason and remedy.</summary>
    Stop,

    /// <summary>The row is left out, and whoever wants to know is told. A prediction engine, which cannot leave out its row, still fails.</summary>
    Skip,
}
