namespace MlNetAudio.Pipelines.Deep;

/// <summary>How the learning rate changes over a training.</summary>
public enum ScheduleKind
{
    Constant,

    /// <summary>Half a cosine down to 0 over the whole training, step by step.</summary>
    Cosine,

    /// <summary>Up to the learning rate and down to almost 0 in one cycle over the whole training.</summary>
    OneCycle,

    /// <summary>A tenth of it after every third of the training.</summary>
    Step,

    /// <summary>A tenth of it when the validation loss has not fallen for five epochs.</summary>
    Plateau,
}
