using MlNetAudio.Networks.Layers;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>For each example and head softmax(Q·Kᵀ/√d)·V, between two linear layers; in parts, because PyTorch's own module draws its dropout elsewhere.</summary>
internal sealed class SelfAttention(MultiHeadSelfAttention spec, NetworkLayer layer, int place, Tensor inWeight, Tensor inBias, Tensor outWeight, Tensor outBias)
{
    private readonly int _steps = layer.Input[0], _features = layer.Input[1];

    /// <param name="x">[batch, steps, features].</param>
    public Tensor Apply(Tensor x, ForwardPass pass)
    {
        int width = _features / spec.Heads;
        var projected = nn.functional.linear(x, inWeight, inBias).view(pass.Batch, _steps, 3, spec.Heads, width).permute(2, 0, 3, 1, 4);
        Tensor queries = projected.select(0, 0), keys = projected.select(0, 1), values = projected.select(0, 2);   // [batch, heads, steps, width]
        var scores = matmul(queries, keys.transpose(-2, -1)).Times(1 / MathF.Sqrt(width));
        var time = pass.IsRagged ? layer.InputTime : null;
        if (time is not null) scores = pass.Masked(scores, time.At(2), float.NegativeInfinity);   // keys along the last axis
        var weights = nn.functional.softmax(scores, -1);
        if (pass.Mode.Training && spec.Dropout > 0) weights = weights * pass.DropoutMask(place, spec.Dropout, Places(time, pass));
        var attended = matmul(weights, values);
        if (time is not null) attended = pass.Masked(attended, time.At(1));
        return nn.functional.linear(attended.transpose(1, 2).reshape(pass.Batch, _steps, _features), outWeight, outBias);
    }

    /// <summary>[batch, heads, steps, steps], of each head as the CPU engine lays out the valid steps: row after row of them, one head's behind the full room of another's.</summary>
    private Tensor Places(TimeAxis? time, ForwardPass pass)
    {
        if (time is null) return DropoutMasks.Places(pass.Device, pass.Batch, spec.Heads, _steps, _steps);
        Tensor Along(int axis, long[] values) => tensor(values, int64, pass.Device).view([.. Enumerable.Range(0, 4).Select(i => i == axis ? -1L : 1L)]);
        long[] heads = [.. Enumerable.Range(0, spec.Heads).Select(i => (long)i)], steps = [.. Enumerable.Range(0, _steps).Select(i => (long)i)];
        long[] examples = [.. Enumerable.Range(0, pass.Batch).Select(i => (long)i * spec.Heads)], lengths = Array.ConvertAll(pass.StepsAt(time), length => (long)length);
        return (Along(0, examples) + Along(1, heads)).Times((long)_steps * _steps) + Along(2, steps) * Along(0, lengths) + Along(3, steps);
    }
}
