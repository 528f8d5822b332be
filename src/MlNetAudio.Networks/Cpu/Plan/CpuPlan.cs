using MlNetAudio.Networks.Cpu.Steps;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>A network compiled for batches of at most <see cref="Capacity"/> examples: its steps in order and the memory they work in.</summary>
internal sealed class CpuPlan
{
    private readonly Arena _arena = new();
    private readonly BatchLengths _lengths;
    private readonly TimeAxis? _time;
    private readonly StepLayout? _inputSteps;
    private readonly LayerStep[] _steps;
    private readonly LayerStep[] _backward;
    private readonly int _inputCount, _outputCount;
    private readonly Value _input, _output;

    /// <param name="inputGradient">Also compute the gradient of the network's input.</param>
    public CpuPlan(NetworkSpec network, ParameterStore parameters, WorkerTeam team, int capacity, bool inputGradient = false)
    {
        _lengths = new(network, capacity);
        _time = network.Time;
        _inputSteps = _time is null ? null : StepLayout.Of(network.Input, _time);
        (var steps, _input, _output) = StepCompiler.Compile(network, parameters, _lengths, _arena, team, capacity, inputGradient);
        _steps = [.. steps];
        _backward = [.. _steps.Where(step => step.NeedsBackward).Reverse()];
        (_inputCount, _outputCount, Capacity) = (network.Input.Count, network.Output.Count, capacity);
        _arena.Allocate(team.Count);
    }

    public int Capacity { get; }

    /// <summary>Bytes of activations, gradients and scratch memory.</summary>
    public long Bytes => _arena.Bytes;

    /// <inheritdoc cref="Arena.SharedBytes"/>
    public long SharedGradientBytes => _arena.SharedBytes;

    /// <inheritdoc cref="Arena.ScratchBytes"/>
    public long ScratchBytes => _arena.ScratchBytes;

    /// <param name="lengths">Valid steps of each example along the input's time axis, which the backward pass goes by too; none: all fill the input.</param>
    public void Forward(ReadOnlySpan<float> inputs, int batch, RunMode mode, ReadOnlySpan<int> lengths = default)
    {
        _lengths.Set(lengths);
        inputs.CopyTo(_arena.Span(_input.Activation));
        foreach (var step in _steps) step.Forward(batch, mode);
    }

    /// <summary>From <see cref="OutputGradient"/> to the gradients of all parameters.</summary>
    public void Backward(int batch)
    {
        foreach (var step in _backward) step.Backward(batch);
    }

    /// <inheritdoc cref="Arena.BytesOf"/>
    public long BytesOf(NetworkLayer layer) => _arena.BytesOf(layer);

    /// <summary>Runs forward and backward in training mode on the input of the last pass, and adds the time of each step to its layer's.</summary>
    public void Time(TimeProvider clock, Dictionary<NetworkLayer, (TimeSpan Forward, TimeSpan Backward)> times)
    {
        var mode = new RunMode(Training: true, Seed: 0, Step: 0);
        foreach (var step in _steps)
        {
            long start = clock.GetTimestamp();
            step.Forward(Capacity, mode);
            var (forward, backward) = times.GetValueOrDefault(step.Layer);
            times[step.Layer] = (forward + clock.GetElapsedTime(start), backward);
        }
        OutputGradient(Capacity).Fill(1f / Capacity);   // the backward pass uses the memory for other gradients
        foreach (var step in _backward)
        {
            long start = clock.GetTimestamp();
            step.Backward(Capacity);
            var (forward, backward) = times.GetValueOrDefault(step.Layer);
            times[step.Layer] = (forward, backward + clock.GetElapsedTime(start));
        }
    }

    public ReadOnlySpan<float> Output(int batch) => _arena.Span(_output.Activation, (long)batch * _outputCount);

    public Span<float> OutputGradient(int batch) => _arena.Span(_output.Gradient, (long)batch * _outputCount);

    public ReadOnlySpan<float> InputGradient(int batch) => _arena.Span(_input.Gradient, (long)batch * _inputCount);

    /// <summary>Where the last forward pass first met NaN or infinity, in words.</summary>
    public string FirstNonFinite(ReadOnlySpan<float> inputs, int batch)
    {
        int at = NonFinite.IndexIn(inputs);
        while (at >= 0 && IsPadding(at)) at = NonFinite.IndexIn(inputs, at + 1);
        if (at >= 0) return NonFinite.Input(at / _inputCount, at % _inputCount, inputs[at]);
        foreach (var (layer, values, count) in _steps.SelectMany(step => step.Outputs))
            if (NonFinite.IndexIn(_arena.Span(values, (long)batch * count)) >= 0) return NonFinite.Output(layer);
        return NonFinite.Nowhere;
    }

    /// <summary>Whether a value of the inputs lies behind its example's end.</summary>
    private bool IsPadding(int at) =>
        _inputSteps is { } layout && at % _inputCount / layout.Width % layout.Steps >= _lengths.StepsOf(at / _inputCount, _time!);
}
