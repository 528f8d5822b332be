namespace MlNetAudio.Networks.Zoo;

/// <summary>How the steps of a sequence become one vector.</summary>
public enum StepPooling
{
    /// <summary>The state after the last step that was read; of both directions, both.</summary>
    FinalState,

    /// <summary>A mean with learned weights.</summary>
    Attention,
    Mean,
    Max,
}
