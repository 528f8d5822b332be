using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [1, bands, frames] or [bands, frames] → [logits]: recurrent layers read the frames one after the other; what they end with, or a mean over all steps, passes a dropout and decides. By default
/// two layers of 128 units.
/// </summary>
public sealed record RecurrentOptions : NetworkOptions
{
    public static RecurrentOptions Rnn { get; } = new() { Cell = RecurrentCell.Rnn };

    public static RecurrentOptions Lstm { get; } = new() { Cell = RecurrentCell.Lstm };

    public static RecurrentOptions Gru { get; } = new() { Cell = RecurrentCell.Gru };

    public static RecurrentOptions BiLstm { get; } = Lstm with { IsBidirectional = true };

    /// <summary>The steps' mean with learned weights decides, instead of the last step.</summary>
    public static RecurrentOptions LstmAttention { get; } = Lstm with { Pooling = StepPooling.Attention };

    public RecurrentCell Cell { get; init => field = Require.Defined(value); }

    /// <summary>Units of each layer and direction.</summary>
    public int Units { get; init => field = Require.Positive(value); } = 128;

    /// <summary>Stacked, each reading the steps of the one below.</summary>
    public int Layers { get; init => field = Require.Positive(value); } = 2;

    /// <summary>A second set of layers reads the frames from the last to the first.</summary>
    public bool IsBidirectional { get; init; }

    public StepPooling Pooling { get; init => field = Require.Defined(value); }

    /// <summary>Between stacked layers.</summary>
    public float RecurrentDropout { get; init => field = Require.Decay(value); }

    /// <summary>Before the logits.</summary>
    public float Dropout { get; init => field = Require.Decay(value); } = 0.3f;

    public override NetworkSpec Create(Shape input, int logits) =>
        new(input, [.. FrameByFrame(input), .. Recurrent(Cell, Units, Layers, IsBidirectional, RecurrentDropout, Pooling), new Dropout(Dropout), new Linear(logits)], timeAxis: input.Rank - 1);

    /// <summary>[steps, features] → [units], twice as many of both directions.</summary>
    internal static IReadOnlyList<LayerSpec> Recurrent(RecurrentCell cell, int units, int layers, bool isBidirectional, float dropout, StepPooling pooling)
    {
        bool allSteps = pooling != StepPooling.FinalState;
        RecurrentLayer recurrent = cell switch
        {
            RecurrentCell.Gru => new Gru(units, layers, allSteps),
            RecurrentCell.Rnn => new Rnn(units, layers, allSteps),
            _ => new Lstm(units, layers, allSteps),
        };
        recurrent = recurrent with { Bidirectional = isBidirectional, Dropout = dropout };
        return pooling switch
        {
            StepPooling.Attention => [recurrent, new AttentionPool()],
            StepPooling.Mean => [recurrent, new Transpose(0, 1), new GlobalAveragePool()],
            StepPooling.Max => [recurrent, new Transpose(0, 1), new GlobalMaxPool()],
            _ => [recurrent],
        };
    }
}
