namespace MlNetAudio.Networks.Training;

/// <summary>Why a training ended.</summary>
public enum TrainingEnding
{
    /// <summary>All epochs were run.</summary>
    LastEpoch,

    /// <summary>The validation no longer got better.</summary>
    EarlyStopping,

    /// <summary><see cref="TrainingControl.Stop"/> was requested.</summary>
    StopRequested,
}
