namespace MlNetAudio.Datasets;

/// <summary>What a recording is for: fitting, choosing when to stop, or the one final measurement.</summary>
public enum SplitPart
{
    Train,
    Validation,
    Test,
}
