using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>A network of PyTorch's tensors. Whatever a step or a forward pass makes is disposed of at its end; parameters and the optimiser's memory alone stay.</summary>
internal sealed class TorchNetwork : ITrainableNetwork
{
    /// <summary>Examples that Forward takes at once where no step has asked for more: the CPU engine's number, because the masks of a dropout that is always on depend on it.</summary>
    private const int ForwardBatch = 32;

    private readonly int _seed;
    private readonly Device _device;
    private readonly ParameterTensors _parameters;
    private readonly TorchOptimizer _optimizer;
    private readonly LayerOperation _run;
    private int _capacity;
    private int _threads;
    private bool _disposed;

    public TorchNetwork(NetworkSpec spec, NetworkWeights weights, int seed, Device device)
    {
        (Spec, _seed, _device, _parameters) = (spec, seed, device, new(spec, device));
        _run = LayerCompiler.Compile(spec, _parameters);
        _optimizer = new(spec, _parameters.Trained);
        WriteWeights(weights);
    }

    public NetworkSpec Spec { get; }

    /// <summary>PyTorch's, for the whole process, while this network works. Other than with the CPU engine, some sums depend on it.</summary>
    public int Threads
    {
        get => _threads;
        set => _threads = value >= 0 ? value : throw new ArgumentException($"Threads must be at least 0, got {value}.");
    }

    public float Step(ReadOnlySpan<float> inputs, LossTargets targets, int batch, LossSpec loss, OptimizerOptions optimizer, ReadOnlySpan<int> lengths = default)
    {
        BatchCheck.Length(inputs.Length, batch, Spec.Input, nameof(inputs));
        Spec.CheckLengths(lengths, batch);
        loss.Check(Spec.Output, targets, batch);
        _optimizer.CheckNotSwapped();
        Begin(batch);

        using var scope = NewDisposeScope();
        var pass = new ForwardPass(new(Training: true, _seed, _optimizer.Steps), batch, Ragged(lengths), _device);
        var output = _run(Batch(inputs, batch), pass);
        float[] outputs = ParameterTensors.ToArray(output), gradient = new float[outputs.Length];
        float value = (float)loss.Evaluate(outputs, targets, batch, gradient);
        if (!float.IsFinite(value)) throw new TrainingDivergedException(FormattableString.Invariant($"the loss is {value}: {FirstNonFinite(inputs, pass, lengths)}."));
        var trained = _parameters.Trained;
        Tensor[] gradients = trained.Count == 0
            ? []
            : [.. autograd.grad([output], [.. trained.Select(place => place.Values)], [ParameterTensors.FromHost(gradient, output.shape, _device)])];
        using var still = no_grad();
        _optimizer.Step(gradients, optimizer);
        pass.KeepEstimates();
        return value;
    }

    public void Forward(ReadOnlySpan<float> inputs, int batch, Span<float> logits, int sample = 0, ReadOnlySpan<int> lengths = default)
    {
        BatchCheck.Length(inputs.Length, batch, Spec.Input, nameof(inputs));
        BatchCheck.Length(logits.Length, batch, Spec.Output, nameof(logits));
        Spec.CheckLengths(lengths, batch);
        Begin(Math.Min(batch, ForwardBatch));
        int inputCount = Spec.Input.Count, outputCount = Spec.Output.Count;
        using var still = no_grad();
        for (int start = 0; start < batch; start += _capacity)
        {
            using var scope = NewDisposeScope();
            int count = Math.Min(_capacity, batch - start);
            var pass = new ForwardPass(RunMode.Evaluation(_seed, sample, start), count, Ragged(lengths.IsEmpty ? lengths : lengths.Slice(start, count)), _device);
            ParameterTensors.ToArray(_run(Batch(inputs.Slice(start * inputCount, count * inputCount), count), pass)).CopyTo(logits[(start * outputCount)..]);
        }
    }

    public NetworkWeights ReadWeights() => _parameters.Read();

    public void WriteWeights(NetworkWeights weights) => _parameters.Write(weights);

    public void SwapAverage() => _optimizer.SwapAverage();

    public OptimizerState ReadOptimizerState() => _optimizer.Read();

    public void WriteOptimizerState(OptimizerState state) => _optimizer.Write(state);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _optimizer.Dispose();
        _parameters.Dispose();
    }

    private void Begin(int batch)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _capacity = Math.Max(_capacity, batch);
        int threads = _threads == 0 ? Environment.ProcessorCount : _threads;
        if (get_num_threads() != threads) set_num_threads(threads);
    }

    private Tensor Batch(ReadOnlySpan<float> inputs, int batch) => ParameterTensors.FromHost(inputs, ParameterTensors.Dimensions(batch, Spec.Input), _device);

    /// <summary>Lengths that fill the input are none.</summary>
    private int[] Ragged(ReadOnlySpan<int> lengths) => lengths.IndexOfAnyExcept(Spec.Time?.Steps ?? 0) >= 0 ? lengths.ToArray() : [];

    /// <summary>Where NaN or infinity first comes up when the pass is run again, in words.</summary>
    private string FirstNonFinite(ReadOnlySpan<float> inputs, ForwardPass pass, ReadOnlySpan<int> lengths)
    {
        using var still = no_grad();
        var batch = Batch(inputs, pass.Batch);
        float[] valid = ParameterTensors.ToArray(pass.IsRagged ? pass.Masked(batch, Spec.Time!) : batch);
        if (NonFinite.IndexIn(valid) is var at and >= 0) return NonFinite.Input(at / Spec.Input.Count, at % Spec.Input.Count, valid[at]);
        NetworkLayer? first = null;
        _run(batch, new ForwardPass(pass.Mode, pass.Batch, Ragged(lengths), _device)
        {
            Watch = (layer, output) => first ??= output.isfinite().all().item<bool>() ? null : layer,
        });
        return first is null ? NonFinite.Nowhere : NonFinite.Output(first);
    }
}
