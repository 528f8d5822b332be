namespace MlNetAudio.Networks.Layers;

/// <summary>A layer inside another.</summary>
/// <param name="Key">What it is called unless it has a name of its own: "0", "shortcut".</param>
/// <param name="Input">The shape it receives.</param>
public sealed record ChildLayer(string Key, LayerSpec Spec, Shape Input);
