namespace MlNetAudio.Networks.Zoo;

/// <summary>A network that comes with the library.</summary>
/// <param name="Name">Lower case, words joined by hyphens: "bc-resnet".</param>
/// <param name="Description">What it is, in one line.</param>
/// <param name="Input">What its examples are.</param>
/// <param name="UsualInput">Shape of an example where nothing else is said.</param>
/// <param name="Options">Its hyper-parameters, to be changed by <c>with</c>.</param>
public sealed record KnownNetwork(string Name, string Description, NetworkInput Input, Shape UsualInput, NetworkOptions Options);
