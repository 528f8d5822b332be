using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>[features] → [logits]: hidden layers one after the other; by default three of 4 units and tanh. Examples of more axes are flattened.</summary>
public sealed record MlpOptions : NetworkOptions
{
    /// <summary>Units of each hidden layer.</summary>
    public IReadOnlyList<int> Hidden { get; init => field = Require.Positive(value); } = Require.Positive([4, 4, 4]);

    public HiddenActivation Activation { get; init => field = Require.Defined(value); } = HiddenActivation.Tanh;

    /// <summary>After each hidden layer.</summary>
    public float Dropout { get; init => field = Require.Decay(value); }

    public override NetworkSpec Create(Shape input, int logits) => new(input,
    [
        .. input.Rank == 1 ? (LayerSpec[])[] : [new Flatten()],
        .. Hidden.SelectMany(units => (LayerSpec[])[new Linear(units), ActivationLayer(), .. Dropout > 0 ? [new Dropout(Dropout)] : (LayerSpec[])[]]),
        new Linear(logits),
    ]);

    private LayerSpec ActivationLayer() => Activation switch
    {
        HiddenActivation.Relu => new Relu(),
        HiddenActivation.Gelu => new Gelu(),
        HiddenActivation.Silu => new Silu(),
        HiddenActivation.Sigmoid => new Sigmoid(),
        _ => new Tanh(),
    };
}
