using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>The windows of a pooling as those of a plane: one axis makes a plane of one row.</summary>
internal static class PoolWindows
{
    public static (PoolAxis Rows, PoolAxis Columns) Of(PoolLayer spec, Shape input)
    {
        var axes = spec.Axes(input);
        return axes.Count == 1 ? (PoolAxis.Adaptive(1, 1), axes[0]) : (axes[0], axes[1]);
    }
}
