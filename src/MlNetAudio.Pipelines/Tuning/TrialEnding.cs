namespace MlNetAudio.Pipelines.Tuning;

/// <summary>How a trial ended.</summary>
public enum TrialEnding
{
    Complete,

    /// <summary>Before its last epoch, for earlier trials were better at that epoch; it is judged by its best epoch so far.</summary>
    Stopped,

    /// <summary>Its settings do not fit each other or the data, or the loss ran away.</summary>
    Failed,
}
