namespace MlNetAudio.Networks.Zoo;

/// <summary>What a recurrent layer keeps from step to step, and how.</summary>
public enum RecurrentCell
{
    Lstm,
    Gru,

    /// <summary>Tanh of the sum, without gates.</summary>
    Rnn,
}
