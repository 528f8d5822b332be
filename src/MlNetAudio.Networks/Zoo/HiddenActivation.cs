namespace MlNetAudio.Networks.Zoo;

/// <summary>What a hidden layer does to its sums.</summary>
public enum HiddenActivation
{
    Tanh,
    Relu,
    Gelu,
    Silu,
    Sigmoid,
}
