using MlNetAudio.Networks.Cpu.Steps;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>The body of a skip network's block that is compiled as a whole: two gated convolutions along time that do not look ahead, and a convolution of kernel 1.</summary>
internal sealed record GatedBlock(Conv1d Spec, NetworkLayer Filter, NetworkLayer Gate, NetworkLayer Projection)
{
    /// <summary>Layers that it stands for: a sequence of a gated unit, which holds two, and a projection.</summary>
    public const int Length = 5;

    public int[] Offsets { get; } = TimeConvolutionStep.Offsets(Spec);

    /// <summary>The blocks of a skip network all of whose blocks are such, pass on and contribute what they make; or null.</summary>
    public static IReadOnlyList<GatedBlock>? Of(SkipSum spec, NetworkLayer layer)
    {
        GatedBlock[] blocks = [.. layer.Children.Select(Of).OfType<GatedBlock>()];
        return spec.Blocks.All(block => block is { Residual: null, Skip: null }) && blocks.Length == spec.Blocks.Count ? blocks : null;
    }

    private static GatedBlock? Of(NetworkLayer body) =>
        body is { Spec: Sequential, Children: [{ Spec: Gated, Children: [{ Spec: Conv1d filter } first, { Spec: Conv1d gate } second] }, { Spec: Conv1d { Kernel: 1, Padding: { Before: 0, After: 0 } } projection } last] }
        && (filter.Kernel, filter.Dilation, filter.Padding) == (gate.Kernel, gate.Dilation, gate.Padding) && filter.Padding == (Padding1d)((filter.Kernel - 1) * filter.Dilation, 0)
        && TimeConvolutionStep.Suits(filter, first) && TimeConvolutionStep.Suits(gate, second) && TimeConvolutionStep.Suits(projection, last)
            ? new(filter, first, second, last)
            : null;
}
