using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Optimizers;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>From gradients to weights: clipping, the optimiser, the average, in the CPU engine's order, so that runs compare step by step.</summary>
internal sealed class TorchOptimizer(NetworkSpec network, IReadOnlyList<ParameterTensors.Place> parameters) : IDisposable
{
    private readonly Dictionary<string, Tensor[]> _memory = [];
    private OptimizerOptions? _options;
    private UpdateRule? _rule;
    private bool _averageBegun;

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The weights are exchanged for their average.</summary>
    private bool Swapped { get; set; }

    /// <summary>One step; to be called without a record of gradients, inside a scope that disposes of what it makes.</summary>
    /// <param name="gradients">One for each parameter.</param>
    /// <exception cref="TrainingDivergedException">A gradient is NaN or infinite: nothing has changed.</exception>
    /// <exception cref="ArgumentException">The network has been trained with another kind of optimiser.</exception>
    public void Step(Tensor[] gradients, OptimizerOptions options)
    {
        if (!ReferenceEquals(options, _options)) Adopt(options);
        if (gradients.Length > 0 && !stack([.. gradients.Select(gradient => gradient.isfinite().all())]).all().item<bool>()) throw new TrainingDivergedException(FirstNonFinite(gradients));
        if (options.ClipValue is { } value) gradients = Array.ConvertAll(gradients, gradient => gradient.Clamped(-value, value));
        if (options.ClipNorm is { } limit && gradients.Length > 0)
        {
            double norm = stack([.. gradients.Select(gradient => gradient.to_type(float64).norm())]).norm().item<double>();
            double scale = Math.Min(1, limit / (norm + 1e-6));   // PyTorch's ε
            if (scale < 1) gradients = Array.ConvertAll(gradients, gradient => gradient.Times((float)scale));
        }
        Steps++;
        for (int i = 0; i < gradients.Length; i++)
        {
            _rule!.Update(parameters[i].Values, gradients[i], [.. _rule.MomentNames.Select(name => _memory[name][i])], Steps);
            if (options.AverageDecay is not { } decay) continue;
            var average = Memory(OptimizerState.Average)[i];
            if (_averageBegun) average.Scale(decay).Add(parameters[i].Values, 1 - decay);
            else average.copy_(parameters[i].Values);
        }
        _averageBegun |= options.AverageDecay is not null;
    }

    public void CheckNotSwapped()
    {
        if (Swapped) throw OptimizerState.IsSwapped();
    }

    public void SwapAverage()
    {
        if (!_averageBegun) throw OptimizerState.NoAverage();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var (place, average) in parameters.Zip(Memory(OptimizerState.Average)))
        {
            var weights = place.Values.clone();
            place.Values.copy_(average);
            average.copy_(weights);
        }
        Swapped = !Swapped;
    }

    public OptimizerState Read()
    {
        CheckNotSwapped();
        using var scope = NewDisposeScope();
        return new(Steps, _memory.Where(moment => moment.Key != OptimizerState.Average || _averageBegun).ToDictionary(moment => moment.Key, moment =>
            (IReadOnlyDictionary<string, float[]>)parameters.Zip(moment.Value).ToDictionary(pair => pair.First.Name, pair => ParameterTensors.ToArray(pair.Second))));
    }

    /// <exception cref="ArgumentException">A moment lacks a parameter or has another length than it.</exception>
    public void Write(OptimizerState state)
    {
        CheckNotSwapped();
        state.CheckFits(parameters.Select(place => (place.Name, (int)place.Values.numel())));
        Dispose();
        _memory.Clear();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var (moment, values) in state.Moments)
            foreach (var (place, target) in parameters.Zip(Memory(moment))) target.copy_(ParameterTensors.FromHost(values[place.Name], place.Values.shape, CPU));
        (Steps, _averageBegun, _options) = (state.Steps, state.Moments.ContainsKey(OptimizerState.Average), null);
    }

    public void Dispose()
    {
        foreach (var tensor in _memory.Values.SelectMany(moment => moment)) tensor.Dispose();
    }

    private void Adopt(OptimizerOptions options)
    {
        var rule = options.Accept(UpdateRules.Instance);
        OptimizerState.CheckContinues(Steps, [.. rule.MomentNames.Where(name => !_memory.ContainsKey(name))], options);
        foreach (string name in rule.MomentNames) Memory(name);
        (_options, _rule) = (options, rule);
    }

    /// <summary>One tensor for each parameter, zero at first.</summary>
    private Tensor[] Memory(string name)
    {
        if (!_memory.TryGetValue(name, out var moment)) _memory.Add(name, moment = [.. parameters.Select(place => zeros_like(place.Values).DetachFromDisposeScope())]);
        return moment;
    }

    private string FirstNonFinite(Tensor[] gradients)
    {
        for (int i = gradients.Length - 1; i >= 0; i--)
        {
            float[] values = ParameterTensors.ToArray(gradients[i]);
            if (NonFinite.IndexIn(values) is var at and >= 0) return NonFinite.Gradient(network, parameters[i].Name, values[at]);
        }
        throw new InvalidOperationException("Every gradient is finite.");
    }
}
