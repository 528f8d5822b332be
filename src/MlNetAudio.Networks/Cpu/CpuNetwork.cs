using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu;

/// <summary>A network on the CPU engine. The plan is compiled for the largest batch seen; after that nothing is allocated.</summary>
internal sealed unsafe class CpuNetwork : ITrainableNetwork
{
    /// <summary>Examples that Forward takes at once where no step has asked for more.</summary>
    private const int ForwardBatch = 32;

    /// <summary>Parameters of one part of the optimiser's sweep.</summary>
    private const int SweepBlock = 1 << 16;

    private readonly int _seed;
    private readonly ParameterStore _parameters;
    private readonly Action<int, int> _update;
    private WorkerTeam? _team;
    private CpuPlan? _plan;
    private AdamOptions _optimizer = new();
    private int _threads;
    private long _steps;
    private bool _disposed;

    public CpuNetwork(NetworkSpec spec, NetworkWeights weights, int seed)
    {
        (Spec, _seed, _parameters, _update) = (spec, seed, new(spec), UpdateBlock);
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

    public float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes, int batch, LossKind loss, ReadOnlySpan<float> classWeights, AdamOptions optimizer)
    {
        CheckLength(inputs.Length, batch, Spec.Input, nameof(inputs));
        if (classes.Length != batch) throw new ArgumentException($"There are {classes.Length} classes for a batch of {batch}.", nameof(classes));
        Loss.Check(loss, Spec.Output, classes, classWeights);

        var plan = Plan(batch);
        plan.Forward(inputs, batch, new(Training: true, _seed, _steps));
        float value = (float)Loss.Evaluate(loss, plan.Output(batch), classes, classWeights, plan.OutputGradient(batch));
        if (!float.IsFinite(value)) throw new TrainingDivergedException(FormattableString.Invariant($"the loss is {value}: {plan.FirstNonFinite(inputs, batch)}."));
        plan.Backward(batch);
        (_optimizer, _steps) = (optimizer, _steps + 1);
        _team!.Run((int)((_parameters.Length + SweepBlock - 1) / SweepBlock), _update);
        return value;
    }

    public void Forward(ReadOnlySpan<float> inputs, int batch, Span<float> logits)
    {
        CheckLength(inputs.Length, batch, Spec.Input, nameof(inputs));
        CheckLength(logits.Length, batch, Spec.Output, nameof(logits));
        var plan = Plan(Math.Min(batch, ForwardBatch));
        int inputCount = Spec.Input.Count, outputCount = Spec.Output.Count;
        for (int start = 0; start < batch; start += plan.Capacity)
        {
            int count = Math.Min(plan.Capacity, batch - start);
            plan.Forward(inputs.Slice(start * inputCount, count * inputCount), count, RunMode.Evaluation);
            plan.Output(count).CopyTo(logits[(start * outputCount)..]);
        }
    }

    public NetworkWeights ReadWeights() => _parameters.ReadWeights();

    public void WriteWeights(NetworkWeights weights) => _parameters.WriteWeights(weights);

    public OptimizerState ReadOptimizerState() => _parameters.ReadOptimizerState(_steps);

    public void WriteOptimizerState(OptimizerState state)
    {
        _parameters.WriteOptimizerState(state);
        _steps = state.Steps;
    }

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

    private void UpdateBlock(int part, int worker)
    {
        long start = (long)part * SweepBlock;
        int count = (int)Math.Min(SweepBlock, _parameters.Length - start);
        Adam.Update(_parameters.Values + start, _parameters.Gradients + start, _parameters.FirstMoments + start, _parameters.SecondMoments + start, count, _steps, _optimizer);
    }

    private static void CheckLength(int length, int batch, Shape example, string name)
    {
        if (batch <= 0) throw new ArgumentException($"A batch needs at least one example, got {batch}.", nameof(batch));
        if (length != (long)batch * example.Count)
            throw new ArgumentException($"{name} holds {length} values, but a batch of {batch} × {example} needs {(long)batch * example.Count}.", name);
    }
}
