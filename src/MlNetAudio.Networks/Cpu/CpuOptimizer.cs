using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Cpu;

/// <summary>
/// From gradients to weights in two sweeps over the trained parameters: the first looks for NaN and takes the norm, the second clips, updates and averages each block while it is in the cache.
/// Blocks are cut by size alone and their sums added in order, so the result is the same at any number of threads.
/// </summary>
internal sealed unsafe class CpuOptimizer
{
    /// <summary>Parameters of one part of a sweep.</summary>
    private const int SweepBlock = 1 << 16;

    private readonly ParameterStore _parameters;
    private readonly NetworkSpec _network;
    private readonly Place[] _places;
    private readonly Dictionary<string, Run> _memory = [];
    private readonly double[] _squares;
    private readonly Action<int, int> _measure, _update;
    private OptimizerOptions? _options;
    private UpdateRule? _rule;
    private UpdateRule.Moments _moments;
    private float* _average;
    private float _scale;
    private bool _averageBegun;

    public CpuOptimizer(NetworkSpec network, ParameterStore parameters)
    {
        (_network, _parameters) = (network, parameters);
        _places = [.. Places(network, parameters)];
        _squares = new double[(int)((parameters.Length + SweepBlock - 1) / SweepBlock)];
        (_measure, _update) = (MeasureBlock, UpdateBlock);
    }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The weights are exchanged for their average.</summary>
    public bool Swapped { get; private set; }

    /// <summary>One step from the gradients that lie in the parameter store.</summary>
    /// <exception cref="TrainingDivergedException">A gradient is NaN or infinite: nothing has changed.</exception>
    /// <exception cref="ArgumentException">The network has been trained with another kind of optimiser.</exception>
    public void Step(WorkerTeam team, OptimizerOptions options)
    {
        CheckNotSwapped();
        if (!ReferenceEquals(options, _options)) Adopt(options);
        team.Run(_squares.Length, _measure);
        double sum = 0;
        foreach (double squares in _squares) sum += squares;
        if (!double.IsFinite(sum)) throw new TrainingDivergedException(FirstNonFinite());
        _scale = options.ClipNorm is { } limit ? (float)Math.Min(1, limit / (Math.Sqrt(sum) + 1e-6)) : 1;   // PyTorch's ε, so that runs compare
        Steps++;
        team.Run(_squares.Length, _update);
        _averageBegun |= _average is not null;
    }

    public void CheckNotSwapped()
    {
        if (Swapped) throw OptimizerState.IsSwapped();
    }

    public void SwapAverage()
    {
        if (!_averageBegun) throw OptimizerState.NoAverage();
        float* run = Memory(OptimizerState.Average).Values;
        for (long start = 0; start < _parameters.Length; start += SweepBlock)
        {
            int count = Count(start);
            Span<float> weights = new(_parameters.Values + start, count), average = new(run + start, count);
            for (int i = 0; i < count; i++) (weights[i], average[i]) = (average[i], weights[i]);
        }
        Swapped = !Swapped;
    }

    public OptimizerState Read()
    {
        CheckNotSwapped();
        return new(Steps, _memory.Where(run => run.Key != OptimizerState.Average || _averageBegun).ToDictionary(
            run => run.Key, run => (IReadOnlyDictionary<string, float[]>)_places.ToDictionary(place => place.Name, place => new Span<float>(run.Value.Values + place.Start, place.Count).ToArray())));
    }

    /// <exception cref="ArgumentException">A moment lacks a parameter or has another length than it.</exception>
    public void Write(OptimizerState state)
    {
        CheckNotSwapped();
        state.CheckFits(_places.Select(place => (place.Name, place.Count)));
        foreach (string moment in _memory.Keys.Except(state.Moments.Keys).ToArray()) _memory.Remove(moment);
        foreach (var (moment, parameters) in state.Moments)
            foreach (var (name, start, count) in _places) parameters[name].CopyTo(new Span<float>(Memory(moment).Values + start, count));
        (Steps, _averageBegun, _options) = (state.Steps, state.Moments.ContainsKey(OptimizerState.Average), null);
    }

    /// <summary>Finds the kernel of these options and its memory.</summary>
    private void Adopt(OptimizerOptions options)
    {
        var rule = options.Accept(UpdateRules.Instance);
        var names = rule.MomentNames;
        string[] missing = [.. names.Where(name => !_memory.ContainsKey(name))];
        OptimizerState.CheckContinues(Steps, missing, options);
        nint At(int index) => index < names.Count ? (nint)Memory(names[index]).Values : 0;
        _moments = new(At(0), At(1), At(2));
        _average = options.AverageDecay is null ? null : Memory(OptimizerState.Average).Values;
        (_options, _rule) = (options, rule);
    }

    private void MeasureBlock(int part, int worker)
    {
        long start = (long)part * SweepBlock;
        int count = Count(start);
        float* gradients = _parameters.Gradients + start;
        double squares = Squares.Sum(gradients, count);
        if (_options!.ClipValue is { } limit && double.IsFinite(squares))
        {
            var span = new Span<float>(gradients, count);
            TensorPrimitives.Min(span, limit, span);
            TensorPrimitives.Max(span, -limit, span);
            squares = Squares.Sum(gradients, count);
        }
        _squares[part] = squares;
    }

    private void UpdateBlock(int part, int worker)
    {
        long start = (long)part * SweepBlock;
        int count = Count(start);
        float* weights = _parameters.Values + start, gradients = _parameters.Gradients + start;
        if (_scale < 1)
        {
            var span = new Span<float>(gradients, count);
            TensorPrimitives.Multiply(span, _scale, span);
        }
        _rule!.Update(weights, gradients, _moments.From(start), count, Steps);
        if (_average is null) return;
        ReadOnlySpan<float> current = new(weights, count);
        Span<float> average = new(_average + start, count);
        if (_averageBegun) TensorPrimitives.Lerp(current, average, _options!.AverageDecay!.Value, average);
        else current.CopyTo(average);
    }

    private string FirstNonFinite()
    {
        foreach (var (name, start, count) in _places.Reverse())
            if (NonFinite.IndexIn(new(_parameters.Gradients + start, count)) is var at and >= 0) return NonFinite.Gradient(_network, name, _parameters.Gradients[start + at]);
        throw new InvalidOperationException("The sum of the squares of finite gradients is not finite.");
    }

    private Run Memory(string name)
    {
        if (!_memory.TryGetValue(name, out var run)) _memory.Add(name, run = new(_parameters.Length));
        return run;
    }

    private int Count(long start) => (int)Math.Min(SweepBlock, _parameters.Length - start);

    /// <summary>Where each trained parameter lies in a run; what is not trained lies after them all.</summary>
    private static IEnumerable<Place> Places(NetworkSpec network, ParameterStore parameters)
    {
        foreach (var parameter in network.Parameters)
        {
            long start = OffsetOf(parameters, parameter.Name);
            if (start < parameters.Length) yield return new(parameter.Name, start, parameter.Shape.Count);
        }
    }

    private static long OffsetOf(ParameterStore parameters, string name)
    {
        fixed (float* gradient = parameters.Gradient(name)) return gradient - parameters.Gradients;
    }

    private sealed record Place(string Name, long Start, int Count);

    /// <summary>One float for each parameter, in the order of the parameter store.</summary>
    private sealed class Run
    {
        private readonly Arena _arena = new();
        private readonly Block _block;

        public Run(long length)
        {
            _block = _arena.Reserve(length);
            _arena.Allocate(workers: 0);
        }

        public float* Values => _arena.At(_block);
    }
}
