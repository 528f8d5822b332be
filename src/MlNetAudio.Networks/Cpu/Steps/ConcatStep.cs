using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Copies runs of every branch to their places, and their gradients back.</summary>
internal sealed unsafe class ConcatStep : LayerStep
{
    private readonly IReadOnlyList<Value> _inputs;
    private readonly int[] _runs;
    private readonly int _rows, _rowLength;
    private readonly Action<int, int> _forward, _backward;

    public ConcatStep(int axis, NetworkLayer layer, Wiring wiring, IReadOnlyList<Value> inputs) : base(layer, wiring)
    {
        _inputs = inputs;
        _runs = [.. inputs.Select(input => Product(input.Shape.Dimensions[axis..]))];
        (_rows, _rowLength) = (Product(layer.Output.Dimensions[..axis]), _runs.Sum());
        (_forward, _backward) = ((example, _) => Copy(example, gradients: false), (example, _) => Copy(example, gradients: true));
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);

    private void Copy(int example, bool gradients)
    {
        int start = 0;
        for (int i = 0; i < _runs.Length; start += _runs[i], i++)
        {
            if (gradients && !_inputs[i].NeedsGradient) continue;
            float* branch = Wiring.Arena.At(gradients ? _inputs[i].Gradient : _inputs[i].Activation) + (long)example * _rows * _runs[i];
            float* whole = (gradients ? OutputGradientOf(example) : OutputOf(example)) + start;
            for (int row = 0; row < _rows; row++)
            {
                Span<float> part = new(branch + (long)row * _runs[i], _runs[i]), place = new(whole + (long)row * _rowLength, _runs[i]);
                if (gradients) place.CopyTo(part);
                else part.CopyTo(place);
            }
        }
    }

    private static int Product(ReadOnlySpan<int> dimensions)
    {
        int product = 1;
        foreach (int dimension in dimensions) product *= dimension;
        return product;
    }
}
