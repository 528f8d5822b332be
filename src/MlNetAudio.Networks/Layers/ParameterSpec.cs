namespace MlNetAudio.Networks.Layers;

/// <summary>One trainable parameter of a layer.</summary>
/// <param name="Name">PyTorch's name inside the module: weight, bias, weight_ih_l0 ...</param>
/// <param name="InitialBound">Initial values are drawn uniformly from −bound..bound, as PyTorch's default initialisation does (1/√fan_in; 1/√hidden for recurrent layers).</param>
public sealed record ParameterSpec(string Name, Shape Shape, float InitialBound);
