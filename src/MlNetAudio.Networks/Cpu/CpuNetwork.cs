using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Cpu;

/// <summary>A network on the CPU engine. The plan is compiled for the largest batch seen; after that nothing is allocated.</summary>
internal sealed class CpuNetwork : ITrainableNetwork
{
    /// <summary>Examples that Forward takes at once where no step has asked for more.</summary>
    private const int ForwardBatch = 32;

    private readonly int _seed;
    private readonly ParameterStore _parameters;
    private readonly CpuOptimizer _optimizer;
    private WorkerTeam? _team;
    private CpuPlan? _plan;
    private int _threads;
    private bool _disposed;

    public CpuNetwork(NetworkSpec spec, NetworkWeights weights, int seed)
    {
        (Spec, _seed, _parameters) = (spec, seed, new(spec));
        _optimizer = new(spec, _parameters);
        WriteWeights(weights);
    }

    public NetworkSpec Spec { get; }

    public int Threads
    {
        get => _threads;
        set
        {
            if (Require.NotNegative(value) == _threads) return;
            _threads = value;
            _team?.Dispose();
            (_team, _plan) = (null, null);
        }
    }

    /// <summary>Bytes the plan works in, without the parameters; 0 before the first batch.</summary>
    public long PlanBytes => _plan?.Bytes ?? 0;

    public float Step(ReadOnlySpan<float> inputs, LossTargets targets, int batch, LossSpec loss, OptimizerOptions optimizer, ReadOnlySpan<int> lengths = default)
    {
        BatchCheck.Length(inputs.Length, batch, Spec.Input, nameof(inputs));
        Spec.CheckLengths(lengths, batch);
        loss.Check(Spec.Output, targets, batch);
        _optimizer.CheckNotSwapped();

        var plan = Plan(batch);
        plan.Forward(inputs, batch, new(Training: true, _seed, _optimizer.Steps), lengths);
        float value = (float)loss.Evaluate(plan.Output(batch), targets, batch, plan.OutputGradient(batch));
        if (!float.IsFinite(value)) throw new TrainingDivergedException(FormattableString.Invariant($"the loss is {value}: {plan.FirstNonFinite(inputs, batch)}."));
        plan.Backward(batch);
        _optimizer.Step(_team!, optimizer);
        return value;
    }

    public void Forward(ReadOnlySpan<float> inputs, int batch, Span<float> logits, int sample = 0, ReadOnlySpan<int> lengths = default)
    {
        BatchCheck.Length(inputs.Length, batch, Spec.Input, nameof(inputs));
        BatchCheck.Length(logits.Length, batch, Spec.Output, nameof(logits));
        Spec.CheckLengths(lengths, batch);
        var plan = Plan(Math.Min(batch, ForwardBatch));
        int inputCount = Spec.Input.Count, outputCount = Spec.Output.Count;
        for (int start = 0; start < batch; start += plan.Capacity)
        {
            int count = Math.Min(plan.Capacity, batch - start);
            plan.Forward(inputs.Slice(start * inputCount, count * inputCount), count, RunMode.Evaluation(_seed, sample, start), lengths.IsEmpty ? lengths : lengths.Slice(start, count));
            plan.Output(count).CopyTo(logits[(start * outputCount)..]);
        }
    }

    public NetworkWeights ReadWeights() => _parameters.ReadWeights();

    public void WriteWeights(NetworkWeights weights) => _parameters.WriteWeights(weights);

    public void SwapAverage() => _optimizer.SwapAverage();

    public OptimizerState ReadOptimizerState() => _optimizer.Read();

    public void WriteOptimizerState(OptimizerState state) => _optimizer.Write(state);

    public void Dispose()
    {
        _disposed = true;
        _team?.Dispose();
        (_team, _plan) = (null, null);
    }

    private CpuPlan Plan(int batch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_plan is null || _plan.Capacity < batch)
        {
            _team ??= new(_threads == 0 ? Environment.ProcessorCount : _threads);
            _plan = new(Spec, _parameters, _team, batch);
        }
        return _plan;
    }
}
