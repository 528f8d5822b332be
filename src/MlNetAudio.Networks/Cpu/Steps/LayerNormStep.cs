using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Row by row, a row being the values that are normalised together.</summary>
internal sealed unsafe class LayerNormStep : LayerStep
{
    private readonly int _rows, _length;
    private readonly float _epsilon;
    private readonly Parameter _weight, _bias;
    private readonly Block _means, _inverses;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    public LayerNormStep(LayerNorm spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_weight, _bias) = (wiring.Parameters.Of(layer, "weight"), wiring.Parameters.Of(layer, "bias"));
        _length = spec.Parameters(layer.Input)[0].Shape.Count;
        (_rows, _epsilon) = (InputCount / _length, spec.Epsilon);
        (_means, _inverses) = (wiring.Arena.Reserve((long)wiring.Capacity * _rows), wiring.Arena.Reserve((long)wiring.Capacity * _rows));
        _slices = new(wiring, 2 * _length);
        wiring.Arena.ReserveScratch(2 * _length);
        (_forward, _backward) = (ForwardExample, BackwardSlice);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        Wiring.Team.Run(_slices.Begin(batch), _backward);
        float* sum = _slices.Sum();
        new ReadOnlySpan<float>(sum, _length).CopyTo(new(_weight.Gradient, _length));
        new ReadOnlySpan<float>(sum + _length, _length).CopyTo(new(_bias.Gradient, _length));
    }

    private void ForwardExample(int example, int worker)
    {
        float* means = Wiring.Arena.At(_means) + (long)example * _rows, inverses = Wiring.Arena.At(_inverses) + (long)example * _rows;
        ReadOnlySpan<float> weight = new(_weight.Values, _length), bias = new(_bias.Values, _length);
        for (int row = 0; row < _rows; row++)
        {
            Span<float> x = Row(InputOf(example), row), y = Row(OutputOf(example), row);
            float mean = TensorPrimitives.Sum<float>(x) / _length, inverse = 1 / MathF.Sqrt(NormalizedRow.SquaredDeviations(x, mean) / _length + _epsilon);
            (means[row], inverses[row]) = (mean, inverse);
            NormalizedRow.Affine(x, inverse, -mean * inverse, y);
            TensorPrimitives.MultiplyAdd(y, weight, bias, y);
        }
    }

    /// <summary>A slice holds the weight's gradient, then the bias's.</summary>
    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), scratch = Wiring.Arena.Scratch(worker);
        Span<float> weightSum = new(sums, _length), biasSum = new(sums + _length, _length), normalized = new(scratch, _length), scaled = new(scratch + _length, _length);
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
            for (int row = 0; row < _rows; row++)
            {
                Span<float> x = Row(InputOf(example), row), gradient = Row(OutputGradientOf(example), row);
                float mean = Wiring.Arena.At(_means)[(long)example * _rows + row], inverse = Wiring.Arena.At(_inverses)[(long)example * _rows + row];
                NormalizedRow.Affine(x, inverse, -mean * inverse, normalized);
                TensorPrimitives.MultiplyAdd(gradient, normalized, weightSum, weightSum);
                TensorPrimitives.Add(biasSum, gradient, biasSum);
                if (!Wiring.NeedsInputGradient) continue;
                TensorPrimitives.Multiply(gradient, new ReadOnlySpan<float>(_weight.Values, _length), scaled);
                var (sum, correlation) = NormalizedRow.GradientSums(x, scaled, mean);
                NormalizedRow.Backward(x, scaled, mean, inverse, -inverse * inverse * inverse * correlation / _length, -inverse * sum / _length, Row(InputGradientOf(example), row));
            }
    }

    private Span<float> Row(float* example, int row) => new(example + (long)row * _length, _length);
}
