using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// The numbers of a BatchNorm: for each channel mean and variance, the map they make with weight and bias, and the gradients. The running estimates move in the backward pass, so a step that
/// is given up because its loss is not finite leaves them as they were.
/// </summary>
internal sealed unsafe class ChannelNormalization
{
    private readonly Wiring _wiring;
    private readonly float _momentum, _epsilon;
    private readonly int _channels;
    private readonly Parameter _weight, _bias, _runningMean, _runningVariance;
    private readonly Block _means, _variances, _slopes, _shifts;

    public ChannelNormalization(BatchNorm spec, NetworkLayer layer, Wiring wiring)
    {
        (_wiring, _channels, _momentum, _epsilon) = (wiring, layer.Input[0], spec.Momentum, spec.Epsilon);
        (_weight, _bias) = (wiring.Parameters.Of(layer, "weight"), wiring.Parameters.Of(layer, "bias"));
        (_runningMean, _runningVariance) = (wiring.Parameters.Of(layer, "running_mean"), wiring.Parameters.Of(layer, "running_var"));
        (_means, _variances) = (wiring.Arena.Reserve(_channels), wiring.Arena.Reserve(_channels));
        (_slopes, _shifts) = (wiring.Arena.Reserve(_channels), wiring.Arena.Reserve(_channels));
    }

    public float Mean(int channel) => _wiring.Arena.At(_means)[channel];

    /// <summary>y = Scale · x + Shift.</summary>
    public (float Scale, float Shift) Map(int channel)
    {
        float scale = _weight.Values[channel] * InverseDeviation(channel);
        return (scale, _bias.Values[channel] - scale * Mean(channel));
    }

    /// <summary>∂x = Scale · g + Slope · (x − Mean) + Shift, after <see cref="Backward"/>.</summary>
    public (float Mean, float Scale, float Slope, float Shift) InputGradient(int channel) =>
        (Mean(channel), _weight.Values[channel] * InverseDeviation(channel), _wiring.Arena.At(_slopes)[channel], _wiring.Arena.At(_shifts)[channel]);

    public void UseRunningEstimates()
    {
        new ReadOnlySpan<float>(_runningMean.Values, _channels).CopyTo(_wiring.Arena.Span(_means));
        new ReadOnlySpan<float>(_runningVariance.Values, _channels).CopyTo(_wiring.Arena.Span(_variances));
    }

    /// <summary>Mean and biased variance of the batch.</summary>
    public void Use(int channel, in RowMoments moments) =>
        (_wiring.Arena.At(_means)[channel], _wiring.Arena.At(_variances)[channel]) = ((float)moments.Mean, (float)(moments.SquaredDeviations / moments.Count));

    /// <summary>The gradients of weight and bias; in training also the estimates' move.</summary>
    /// <param name="sum">Σ g over the batch.</param>
    /// <param name="correlation">Σ g · (x − mean).</param>
    /// <param name="count">Values of the channel in the batch.</param>
    public void Backward(int channel, double sum, double correlation, double count, bool training)
    {
        float inverse = InverseDeviation(channel), scale = _weight.Values[channel] * inverse;
        (_weight.Gradient[channel], _bias.Gradient[channel]) = ((float)(correlation * inverse), (float)sum);

        // x̂ = (x − mean)·inverse depends on every x of the batch in training: ∂x = w·inverse·(g − mean(g) − x̂·mean(g·x̂)).
        _wiring.Arena.At(_slopes)[channel] = training ? (float)(-scale * inverse * inverse * correlation / count) : 0;
        _wiring.Arena.At(_shifts)[channel] = training ? (float)(-scale * sum / count) : 0;
        if (!training) return;
        float unbiased = (float)(_wiring.Arena.At(_variances)[channel] * count / Math.Max(1, count - 1));
        _runningMean.Values[channel] += _momentum * (Mean(channel) - _runningMean.Values[channel]);
        _runningVariance.Values[channel] += _momentum * (unbiased - _runningVariance.Values[channel]);
    }

    private float InverseDeviation(int channel) => 1 / MathF.Sqrt(_wiring.Arena.At(_variances)[channel] + _epsilon);
}
