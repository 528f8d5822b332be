using MlNetAudio.Networks.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>Every pooling by the windows of its axes, as a pooling of planes: one axis makes a plane of one row.</summary>
internal static class Pooling
{
    public static LayerOperation Of(PoolLayer spec, NetworkLayer layer)
    {
        bool isGlobal = spec is GlobalAveragePool or GlobalMaxPool;
        var axes = spec.Axes(layer.Input);
        var (rows, columns) = axes.Count == 1 ? (Single(), axes[0]) : (axes[0], axes[1]);
        return (x, pass) =>
        {
            bool isRagged = pass.IsRagged && layer.InputTime is not null;
            if (isGlobal) return isRagged ? OverValidSteps(spec.Kind, x, layer, pass) : OverAll(spec.Kind, x);
            long[] shape = ParameterTensors.Dimensions(pass.Batch, layer.Output);
            var planes = x.reshape(pass.Batch, layer.Input[0], rows.Length, columns.Length);
            if (!isRagged) return Pool(spec.Kind, planes, rows, columns).reshape(shape);
            bool timeIsRows = axes.Count == 2 && layer.InputTime!.Axis == 1;
            return ((timeIsRows ? rows : columns).IsAdaptive ? EachAlone(spec.Kind, planes, rows, columns, timeIsRows, layer, pass) : ToTheEnds(spec.Kind, planes, rows, columns, timeIsRows, layer, pass)).reshape(shape);
        };
    }

    private static PoolAxis Single() => new GlobalMaxPool().Axes(Shape.Of(1, 1))[0];

    private static Tensor OverAll(PoolKind kind, Tensor x)
    {
        var values = x.flatten(2);
        return kind == PoolKind.Max ? values.max(2).values : values.mean([2L]);
    }

    private static Tensor OverValidSteps(PoolKind kind, Tensor x, NetworkLayer layer, ForwardPass pass)
    {
        var time = layer.InputTime!;
        if (kind == PoolKind.Max) return pass.Masked(x, time, float.NegativeInfinity).flatten(2).max(2).values;
        int width = layer.Input.Count / layer.Input[0] / time.Steps;
        return pass.Masked(x, time).flatten(2).sum(2) / Column(pass, Array.ConvertAll(pass.StepsAt(time), steps => (float)(steps * width)), 1);
    }

    private static Tensor Pool(PoolKind kind, Tensor planes, PoolAxis rows, PoolAxis columns)
    {
        if (rows.Stride == 0 || columns.Stride == 0)   // windows of several sizes, of an adaptive pooling
        {
            long[] counts = [rows.Count, columns.Count];
            return kind == PoolKind.Max ? functional.adaptive_max_pool2d(planes, counts) : functional.adaptive_avg_pool2d(planes, counts);
        }
        var pooled = Windows(kind, planes, rows, columns);
        return kind == PoolKind.Max || (IsEven(rows) && IsEven(columns)) ? pooled : pooled * Share(rows, rows.Length, planes.device).unsqueeze(1) * Share(columns, columns.Length, planes.device);
    }

    /// <summary>Largest values or means of windows of one size, the padding among them.</summary>
    private static Tensor Windows(PoolKind kind, Tensor planes, PoolAxis rows, PoolAxis columns)
    {
        long[] margins = [columns.Before, columns.After, rows.Before, rows.After], sizes = [rows.Size, columns.Size], strides = [rows.Stride, columns.Stride];
        if (margins.Any(margin => margin > 0)) planes = functional.pad(planes, margins, PaddingModes.Constant, kind == PoolKind.Max ? double.NegativeInfinity : 0);
        return kind == PoolKind.Max ? functional.max_pool2d(planes, sizes, strides) : functional.avg_pool2d(planes, sizes, strides);
    }

    /// <summary>Windows end where their example ends; those it does not have are zero.</summary>
    private static Tensor ToTheEnds(PoolKind kind, Tensor planes, PoolAxis rows, PoolAxis columns, bool timeIsRows, NetworkLayer layer, ForwardPass pass)
    {
        var time = layer.InputTime!.At(timeIsRows ? 1 : 2);
        int[] steps = pass.StepsAt(time);
        var axis = timeIsRows ? rows : columns;
        var pooled = Windows(kind, pass.Masked(planes, time, kind == PoolKind.Max ? float.NegativeInfinity : 0), rows, columns);
        if (kind == PoolKind.Average)
        {
            var other = timeIsRows ? columns : rows;
            var own = stack([.. steps.Select(length => Share(axis, length, pass.Device))]);   // [batch, windows]
            var shares = Share(other, other.Length, pass.Device);
            pooled = pooled * (timeIsRows ? own.unsqueeze(1).unsqueeze(3) * shares : own.unsqueeze(1).unsqueeze(1) * shares.unsqueeze(1));
        }
        var places = DropoutMasks.Places(pass.Device, axis.Count).view(timeIsRows ? [1, 1, -1, 1] : [1, 1, 1, -1]);
        return pooled.Filled(places.ge(tensor(Array.ConvertAll(steps, length => (long)axis.CountOf(length)), int64, pass.Device).view(-1, 1, 1, 1)), 0);
    }

    /// <summary>An adaptive pooling divides up each example for itself.</summary>
    private static Tensor EachAlone(PoolKind kind, Tensor planes, PoolAxis rows, PoolAxis columns, bool timeIsRows, NetworkLayer layer, ForwardPass pass)
    {
        int[] steps = pass.StepsAt(layer.InputTime!);
        long[] counts = [rows.Count, columns.Count];
        return cat([.. steps.Select((length, i) =>
        {
            var valid = planes.narrow(0, i, 1).narrow(timeIsRows ? 2 : 3, 0, length);
            return kind == PoolKind.Max ? functional.adaptive_max_pool2d(valid, counts) : functional.adaptive_avg_pool2d(valid, counts);
        })], 0);
    }

    private static bool IsEven(PoolAxis axis) => Enumerable.Range(0, axis.Count).All(i => axis.Divisor(i) == axis.Size);

    /// <summary>For each window size / divisor, what makes a mean over the window's size the mean that is meant; 1 for windows that an axis of that length does not have.</summary>
    private static Tensor Share(PoolAxis axis, int length, Device device)
    {
        int count = axis.CountOf(length);
        return tensor([.. Enumerable.Range(0, axis.Count).Select(i => i < count ? (float)axis.Size / axis.Window(i, length).Divisor : 1)], float32, device);
    }

    private static Tensor Column(ForwardPass pass, float[] values, int more) => tensor(values, float32, pass.Device).view([-1, .. Enumerable.Repeat(1L, more)]);
}
