using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>Layers in a row that are compiled to one step: a convolution without patches, BatchNorm or none, ReLU, and pooling of 2 × 2.</summary>
internal sealed record ConvolutionBlock(Conv2d Spec, NetworkLayer Convolution, NetworkLayer? Norm, NetworkLayer Pool)
{
    /// <summary>Layers that it takes.</summary>
    public int Length => Norm is null ? 3 : 4;

    public ConvolutionGeometry Geometry { get; } = ConvolutionGeometry.Of(Spec, Convolution.Input[0], Convolution.Input, Convolution.Output);

    /// <summary>The block that begins with layer <paramref name="start"/>, or null.</summary>
    public static ConvolutionBlock? At(IReadOnlyList<NetworkLayer> layers, int start)
    {
        if (layers[start].Spec is not Conv2d spec || !IsDirect(spec, layers[start])) return null;
        var norm = start + 1 < layers.Count && layers[start + 1].Spec is BatchNorm ? layers[start + 1] : null;
        int next = norm is null ? start + 1 : start + 2;
        return next + 1 < layers.Count && layers[next].Spec is Relu && IsHalving(layers[next + 1]) ? new(spec, layers[start], norm, layers[next + 1]) : null;
    }

    /// <summary>Whether a convolution needs no patches.</summary>
    public static bool IsDirect(Conv2d spec, NetworkLayer layer) => spec.Groups == 1 && DirectConvolution.Suits(ConvolutionGeometry.Of(spec, layer.Input[0], layer.Input, layer.Output));

    private static bool IsHalving(NetworkLayer layer) =>
        layer.Spec is PoolLayer { Kind: PoolKind.Max } pool && pool.Axes(layer.Input) is { Count: 2 } axes && axes.All(axis => axis is { Size: 2, Stride: 2, Before: 0, After: 0 });
}
