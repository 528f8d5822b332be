namespace MlNetAudio.Networks.Layers;

/// <summary>A layer at its place in a network, with the shapes that were inferred for it.</summary>
/// <param name="Name">Unique in the network and the prefix of its parameters' names: "0", "1" ... as in PyTorch's Sequential.</param>
public sealed record NetworkLayer(string Name, LayerSpec Spec, Shape Input, Shape Output)
{
    /// <summary>Parameters with their full names: "0.weight".</summary>
    public IEnumerable<ParameterSpec> Parameters => Spec.Parameters(Input).Select(parameter => parameter with { Name = $"{Name}.{parameter.Name}" });

    public T Accept<T>(ILayerVisitor<T> visitor) => Spec.Accept(visitor, this);
}
