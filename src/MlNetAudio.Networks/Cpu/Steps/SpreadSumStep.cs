using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// y = a + b where b has a length of 1 along some axes and counts for all of a's, in the place of a where that may be. The gradient of the sum is that of a, in place; b's is its sum over those axes.
/// </summary>
internal sealed unsafe class SpreadSumStep : LayerStep
{
    private readonly Value _second;
    private readonly int[] _places;
    private readonly int _row, _secondCount;
    private readonly bool _isSpreadAlongRows;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="second">b; a is the wiring's input.</param>
    public SpreadSumStep(NetworkLayer layer, Wiring wiring, Value second) : base(layer, wiring)
    {
        Shape shape = wiring.Input.Shape, spread = second.Shape;
        (_second, _row, _secondCount, _isSpreadAlongRows) = (second, shape[^1], spread.Count, spread[^1] < shape[^1]);
        _places = Places(shape, spread);
        (_forward, _backward) = (ForwardExample, BackwardExample);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (_second.NeedsGradient) Wiring.Team.Run(batch, _backward);
    }

    /// <summary>Where b has its values for each row of a, a run along the last axis.</summary>
    private static int[] Places(Shape shape, Shape spread)
    {
        int[] places = new int[shape.Count / shape[^1]], index = new int[shape.Rank - 1];
        for (int row = 0; row < places.Length; row++)
        {
            int place = 0;
            for (int axis = 0; axis < index.Length; axis++) place = place * spread[axis] + (spread[axis] == 1 ? 0 : index[axis]);
            places[row] = place * spread[^1];
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) index[axis] = 0;
        }
        return places;
    }

    private void ForwardExample(int example, int worker)
    {
        float* first = InputOf(example), second = Wiring.Arena.At(_second.Activation) + (long)example * _secondCount, output = OutputOf(example);
        for (int i = 0; i < _places.Length; i++, first += _row, output += _row)
        {
            float* values = second + _places[i];
            if (_isSpreadAlongRows) TensorPrimitives.Add(new ReadOnlySpan<float>(first, _row), *values, new(output, _row));
            else TensorPrimitives.Add(new ReadOnlySpan<float>(first, _row), new ReadOnlySpan<float>(values, _row), new(output, _row));
        }
    }

    private void BackwardExample(int example, int worker)
    {
        float* gradient = OutputGradientOf(example), second = Wiring.Arena.At(_second.Gradient) + (long)example * _secondCount;
        new Span<float>(second, _secondCount).Clear();
        for (int i = 0; i < _places.Length; i++, gradient += _row)
        {
            float* sums = second + _places[i];
            if (_isSpreadAlongRows) *sums += TensorPrimitives.Sum(new ReadOnlySpan<float>(gradient, _row));
            else TensorPrimitives.Add(new(sums, _row), new ReadOnlySpan<float>(gradient, _row), new(sums, _row));
        }
    }
}
