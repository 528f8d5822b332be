using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Adds a table to every example, in place where that may be; the gradient passes as it is, and its sum over the batch is that of a learned table.</summary>
internal sealed unsafe class PositionalEncodingStep : LayerStep
{
    private readonly float[] _sinusoids;
    private readonly Parameter? _table;
    private readonly Action<int, int> _forward;

    public PositionalEncodingStep(PositionalEncoding spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _table = spec.IsLearned ? wiring.Parameters.Of(layer, "weight") : null;
        _sinusoids = spec.IsLearned ? [] : PositionalEncoding.Sinusoids(layer.Input);
        _forward = (example, _) => TensorPrimitives.Add(new ReadOnlySpan<float>(InputOf(example), InputCount), Table, new(OutputOf(example), OutputCount));
    }

    private ReadOnlySpan<float> Table => _table is { } table ? new ReadOnlySpan<float>(table.Values, InputCount) : _sinusoids;

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (_table is not { } table) return;
        var sum = new Span<float>(table.Gradient, OutputCount);
        sum.Clear();
        for (int example = 0; example < batch; example++) TensorPrimitives.Add(sum, new ReadOnlySpan<float>(OutputGradientOf(example), OutputCount), sum);
    }
}
