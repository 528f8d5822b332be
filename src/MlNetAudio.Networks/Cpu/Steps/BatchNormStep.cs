using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Channel by channel over the whole batch. The running estimates move in the backward pass, so a step that is given up because its loss is not finite leaves them as they were.
/// </summary>
internal sealed unsafe class BatchNormStep : LayerStep
{
    private readonly int _channels, _plane;
    private readonly float _momentum, _epsilon;
    private readonly Parameter _weight, _bias, _runningMean, _runningVariance;
    private readonly Block _means, _variances;
    private readonly Action<int, int> _forward, _backward;
    private int _batch;
    private bool _training;

    public BatchNormStep(BatchNorm spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_channels, _plane, _momentum, _epsilon) = (layer.Input[0], InputCount / layer.Input[0], spec.Momentum, spec.Epsilon);
        (_weight, _bias) = (wiring.Parameters.Of(layer, "weight"), wiring.Parameters.Of(layer, "bias"));
        (_runningMean, _runningVariance) = (wiring.Parameters.Of(layer, "running_mean"), wiring.Parameters.Of(layer, "running_var"));
        (_means, _variances) = (wiring.Arena.Reserve(_channels), wiring.Arena.Reserve(_channels));
        (_forward, _backward) = (ForwardChannel, BackwardChannel);
    }

    public override void Forward(int batch, RunMode mode)
    {
        (_batch, _training) = (batch, mode.Training);
        Wiring.Team.Run(_channels, _forward);
    }

    public override void Backward(int batch) => Wiring.Team.Run(_channels, _backward);

    private void ForwardChannel(int channel, int worker)
    {
        if (_training) Measure(channel);
        else (Wiring.Arena.At(_means)[channel], Wiring.Arena.At(_variances)[channel]) = (_runningMean.Values[channel], _runningVariance.Values[channel]);

        float scale = _weight.Values[channel] * InverseDeviation(channel), shift = _bias.Values[channel] - scale * Wiring.Arena.At(_means)[channel];
        for (int example = 0; example < _batch; example++) NormalizedRow.Affine(Row(InputOf(example), channel), scale, shift, Row(OutputOf(example), channel));
    }

    /// <summary>Mean and biased variance of the batch, in two passes so that a large mean costs no digits.</summary>
    private void Measure(int channel)
    {
        double sum = 0, squares = 0, count = (double)_batch * _plane;
        for (int example = 0; example < _batch; example++) sum += TensorPrimitives.Sum<float>(Row(InputOf(example), channel));
        float mean = (float)(sum / count);
        for (int example = 0; example < _batch; example++) squares += NormalizedRow.SquaredDeviations(Row(InputOf(example), channel), mean);
        (Wiring.Arena.At(_means)[channel], Wiring.Arena.At(_variances)[channel]) = (mean, (float)(squares / count));
    }

    private void BackwardChannel(int channel, int worker)
    {
        float mean = Wiring.Arena.At(_means)[channel], inverse = InverseDeviation(channel);
        double sum = 0, correlation = 0, count = (double)_batch * _plane;
        for (int example = 0; example < _batch; example++)
        {
            var (gradient, product) = NormalizedRow.GradientSums(Row(InputOf(example), channel), Row(OutputGradientOf(example), channel), mean);
            (sum, correlation) = (sum + gradient, correlation + product);
        }
        (_weight.Gradient[channel], _bias.Gradient[channel]) = ((float)(correlation * inverse), (float)sum);
        if (_training) Remember(channel, count);
        if (!Wiring.NeedsInputGradient) return;

        // x̂ = (x − mean)·inverse depends on every x of the batch in training: ∂x = w·inverse·(g − mean(g) − x̂·mean(g·x̂)).
        float scale = _weight.Values[channel] * inverse;
        float slope = _training ? (float)(-scale * inverse * inverse * correlation / count) : 0, shift = _training ? (float)(-scale * sum / count) : 0;
        for (int example = 0; example < _batch; example++)
            NormalizedRow.Backward(Row(InputOf(example), channel), Row(OutputGradientOf(example), channel), mean, scale, slope, shift, Row(InputGradientOf(example), channel));
    }

    private void Remember(int channel, double count)
    {
        float unbiased = (float)(Wiring.Arena.At(_variances)[channel] * count / Math.Max(1, count - 1));
        _runningMean.Values[channel] += _momentum * (Wiring.Arena.At(_means)[channel] - _runningMean.Values[channel]);
        _runningVariance.Values[channel] += _momentum * (unbiased - _runningVariance.Values[channel]);
    }

    private float InverseDeviation(int channel) => 1 / MathF.Sqrt(Wiring.Arena.At(_variances)[channel] + _epsilon);

    private Span<float> Row(float* example, int channel) => new(example + (long)channel * _plane, _plane);
}
