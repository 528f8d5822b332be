namespace MlNetAudio.Networks.Layers;

/// <summary>One array of values that a layer keeps: a trainable parameter, or a buffer that only the forward pass in training changes (BatchNorm's running estimates).</summary>
/// <param name="Name">PyTorch's name inside the module: weight, bias, weight_ih_l0, running_mean ...</param>
/// <param name="InitialBound">Initial values are drawn uniformly from <see cref="InitialValue"/> ± bound, as PyTorch's default initialisation does (1/√fan_in; 1/√hidden for recurrent layers; 0 for constants).</param>
public sealed record ParameterSpec(string Name, Shape Shape, float InitialBound)
{
    /// <summary>The middle of the initial values: 1 for the weights of normalisation layers, otherwise 0.</summary>
    public float InitialValue { get; init; }

    /// <summary>False for a buffer: it is read and written with the weights, has no gradient, and no optimiser touches it.</summary>
    public bool IsTrainable { get; init; } = true;
}
