using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Channel by channel over the whole batch, of shorter examples over their valid steps.</summary>
internal sealed unsafe class BatchNormStep : LayerStep
{
    private readonly ChannelNormalization _normalization;
    private readonly int _channels, _plane;
    private readonly StepLayout? _steps;
    private readonly Action<int, int> _forward, _backward;
    private int _batch;
    private bool _training;

    public BatchNormStep(BatchNorm spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_normalization, _channels, _plane) = (new(spec, layer, wiring), layer.Input[0], InputCount / layer.Input[0]);
        if (layer.InputTime is { } time) _steps = StepLayout.OfChannel(layer.Input, time);
        (_forward, _backward) = (ForwardChannel, BackwardChannel);
    }

    public override void Forward(int batch, RunMode mode)
    {
        (_batch, _training) = (batch, mode.Training);
        if (!_training) _normalization.UseRunningEstimates();
        Wiring.Team.Run(_channels, _forward);
    }

    public override void Backward(int batch) => Wiring.Team.Run(_channels, _backward);

    private void ForwardChannel(int channel, int worker)
    {
        if (_training)
        {
            var moments = default(RowMoments);
            for (int example = 0; example < _batch; example++)
                if (IsShorter(example, out int steps)) AddValid(example, channel, steps, ref moments);
                else moments.Add(RowMoments.Of(Row(InputOf(example), channel)));
            _normalization.Use(channel, moments);
        }
        var (scale, shift) = _normalization.Map(channel);
        for (int example = 0; example < _batch; example++) NormalizedRow.Affine(Row(InputOf(example), channel), scale, shift, Row(OutputOf(example), channel));
    }

    private void BackwardChannel(int channel, int worker)
    {
        double sum = 0, correlation = 0;
        for (int example = 0; example < _batch; example++)
        {
            var (gradient, product) = NormalizedRow.GradientSums(Row(InputOf(example), channel), Row(OutputGradientOf(example), channel), _normalization.Mean(channel));
            (sum, correlation) = (sum + gradient, correlation + product);
        }
        _normalization.Backward(channel, sum, correlation, Count(), _training);
        if (!Wiring.NeedsInputGradient) return;
        var (mean, scale, slope, shift) = _normalization.InputGradient(channel);
        for (int example = 0; example < _batch; example++)
        {
            NormalizedRow.Backward(Row(InputOf(example), channel), Row(OutputGradientOf(example), channel), mean, scale, slope, shift, Row(InputGradientOf(example), channel));
            if (IsShorter(example, out int steps)) _steps!.Value.ClearPadding(InputGradientOf(example) + (long)channel * _plane, steps);
        }
    }

    private void AddValid(int example, int channel, int steps, ref RowMoments moments)
    {
        var layout = _steps!.Value;
        for (int run = 0; run < layout.Runs; run++) moments.Add(RowMoments.Of(layout.Valid(InputOf(example) + (long)channel * _plane, run, steps)));
    }

    /// <summary>Values of a channel in the batch that are no padding.</summary>
    private double Count()
    {
        if (_steps is not { } layout) return (double)_batch * _plane;
        double count = 0;
        for (int example = 0; example < _batch; example++) count += (double)layout.Runs * StepsOf(example) * layout.Width;
        return count;
    }

    private Span<float> Row(float* example, int channel) => new(example + (long)channel * _plane, _plane);
}
