using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>One score a step, its softmax over an example's valid steps, and the sum of the steps weighted by it.</summary>
internal sealed unsafe class AttentionPoolStep : LayerStep
{
    private readonly int _steps, _features;
    private readonly Parameter _weight, _bias;
    private readonly Block _weights;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    public AttentionPoolStep(NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_steps, _features) = (layer.Input[0], layer.Input[1]);
        (_weight, _bias) = (wiring.Parameters.Of(layer, "score.weight"), wiring.Parameters.Of(layer, "score.bias"));
        _weights = wiring.Arena.Reserve((long)wiring.Capacity * _steps);
        _slices = new(wiring, _features);
        wiring.Arena.ReserveScratch(_steps);
        (_forward, _backward) = (ForwardExample, BackwardSlice);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        Wiring.Team.Run(_slices.Begin(batch), _backward);
        new ReadOnlySpan<float>(_slices.Sum(), _features).CopyTo(new(_weight.Gradient, _features));
        *_bias.Gradient = 0;   // softmax does not see a shift of all scores; summed up, the zero would be rounding that Adam makes steps of
    }

    private void ForwardExample(int example, int worker)
    {
        int steps = StepsIn(example);
        Span<float> weights = Weights(example), output = new(OutputOf(example), _features);
        for (int step = 0; step < steps; step++) weights[step] = TensorPrimitives.Dot(Row(InputOf(example), step), new ReadOnlySpan<float>(_weight.Values, _features)) + *_bias.Values;
        SoftmaxRow.Forward(weights, weights);
        output.Clear();
        for (int step = 0; step < steps; step++) TensorPrimitives.MultiplyAdd(Row(InputOf(example), step), weights[step], output, output);
    }

    /// <summary>A slice holds the gradient of the score's weight.</summary>
    private void BackwardSlice(int slice, int worker)
    {
        Span<float> weightSum = new(_slices.Clear(slice), _features);
        ReadOnlySpan<float> scoreWeight = new(_weight.Values, _features);
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
        {
            var gradient = new ReadOnlySpan<float>(OutputGradientOf(example), _features);
            int steps = StepsIn(example);
            var scores = new Span<float>(Wiring.Arena.Scratch(worker), steps);
            for (int step = 0; step < steps; step++) scores[step] = TensorPrimitives.Dot(Row(InputOf(example), step), gradient);
            SoftmaxRow.Backward(Weights(example), scores, scores);
            if (Wiring.NeedsInputGradient) new Span<float>(InputGradientOf(example) + (long)steps * _features, (_steps - steps) * _features).Clear();
            for (int step = 0; step < steps; step++)
            {
                TensorPrimitives.MultiplyAdd(Row(InputOf(example), step), scores[step], weightSum, weightSum);
                if (!Wiring.NeedsInputGradient) continue;
                var target = Row(InputGradientOf(example), step);
                TensorPrimitives.Multiply(gradient, Weights(example)[step], target);
                TensorPrimitives.MultiplyAdd(scoreWeight, scores[step], target, target);
            }
        }
    }

    private int StepsIn(int example) => IsShorter(example, out int steps) ? steps : _steps;

    private Span<float> Weights(int example) => new(Wiring.Arena.At(_weights) + (long)example * _steps, StepsIn(example));

    private Span<float> Row(float* example, int step) => new(example + (long)step * _features, _features);
}
