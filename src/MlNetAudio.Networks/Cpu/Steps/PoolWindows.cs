using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>The windows of a pooling as those of a plane: one axis makes a plane of one row.</summary>
internal sealed record PoolWindows(PoolAxis Rows, PoolAxis Columns)
{
    private readonly bool _timeIsRows;

    private PoolWindows(PoolAxis rows, PoolAxis columns, bool timeIsRows) : this(rows, columns) => _timeIsRows = timeIsRows;

    public static PoolWindows Of(PoolLayer spec, Shape input)
    {
        var axes = spec.Axes(input);
        return axes.Count == 1 ? new(PoolAxis.Adaptive(1, 1), axes[0]) : new(axes[0], axes[1]);
    }

    /// <summary>The same with time along an axis of its own, which a global pooling of an image does not tell from the other.</summary>
    public static PoolWindows Of(PoolLayer spec, Shape input, TimeAxis time)
    {
        bool timeIsRows = input.Rank == 3 && time.Axis == 1;
        var axes = spec.Axes(input);
        if (axes.Count < input.Rank - 1) axes = [.. input.Dimensions[1..].ToArray().Select(length => PoolAxis.Adaptive(length, 1))];
        return axes.Count == 1 ? new(PoolAxis.Adaptive(1, 1), axes[0]) : new(axes[0], axes[1], timeIsRows);
    }

    /// <summary>Rows and columns of the plane that are valid.</summary>
    public (int Height, int Width) Valid(int steps) => _timeIsRows ? (steps, Columns.Length) : (Rows.Length, steps);
}
