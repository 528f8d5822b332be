using MlNetAudio.Networks.Layers;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>BatchNorm with the engine's rules where PyTorch has none: examples with ends of their own, and a single value per channel. The running estimates move once the step has succeeded.</summary>
internal static class Normalization
{
    /// <param name="x">[batch, channels, ...].</param>
    public static Tensor OfBatch(BatchNorm spec, NetworkLayer layer, Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, ForwardPass pass)
    {
        if (!pass.Mode.Training) return nn.functional.batch_norm(x, mean, variance, weight, bias, false, spec.Momentum, spec.Epsilon);
        int plane = layer.Input.Count / layer.Input[0];
        if ((pass.IsRagged && layer.InputTime is not null) || (long)pass.Batch * plane == 1) return OfValidSteps(spec, layer, x, weight, bias, mean, variance, pass, plane);
        Tensor nextMean = mean.clone(), nextVariance = variance.clone();
        pass.Estimate(mean, nextMean);
        pass.Estimate(variance, nextVariance);
        return nn.functional.batch_norm(x, nextMean, nextVariance, weight, bias, true, spec.Momentum, spec.Epsilon);
    }

    private static Tensor OfValidSteps(
        BatchNorm spec, NetworkLayer layer, Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, ForwardPass pass, int plane)
    {
        int rank = (int)x.dim();
        long[] others = [0, .. Enumerable.Range(2, rank - 2).Select(axis => (long)axis)], channels = [1, layer.Input[0], .. Enumerable.Repeat(1L, rank - 2)];
        var padding = pass.IsRagged && layer.InputTime is { } time ? pass.Padding(time, rank) : null;
        float count = padding is null ? (float)pass.Batch * plane : pass.StepsAt(layer.InputTime!).Sum(steps => (float)steps) * (plane / layer.InputTime!.Steps);
        Tensor Valid(Tensor values) => padding is null ? values : values.Filled(padding, 0);

        var center = Valid(x).sum(others, true).Times(1 / count);
        var centered = x - center;
        var spread = Valid(centered * centered).sum(others, true).Times(1 / count);
        using (no_grad())
        {
            pass.Estimate(mean, mean + (center.detach().view(-1) - mean).Times(spec.Momentum));
            pass.Estimate(variance, variance + (spread.detach().view(-1).Times(count / Math.Max(1, count - 1)) - variance).Times(spec.Momentum));
        }
        return centered / spread.Plus(spec.Epsilon).sqrt() * weight.view(channels) + bias.view(channels);
    }
}
