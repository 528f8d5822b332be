using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>One batch on its way through a network: what the layers ask about it, and what they leave behind.</summary>
/// <param name="lengths">Valid steps of each example along the input's time axis; empty where all fill it.</param>
internal sealed class ForwardPass(RunMode mode, int batch, int[] lengths, Device device)
{
    private readonly List<(Tensor Estimate, Tensor Value)> _estimates = [];

    public RunMode Mode => mode;

    public int Batch => batch;

    public Device Device => device;

    /// <summary>Some example is shorter than the input. Where none is, layers do what they do without lengths.</summary>
    public bool IsRagged => lengths.Length > 0;

    /// <summary>Is shown what each layer makes; null: nobody looks.</summary>
    public Action<NetworkLayer, Tensor>? Watch { get; init; }

    /// <summary>Valid steps of each example at some place of a network.</summary>
    public int[] StepsAt(TimeAxis time) => Array.ConvertAll(lengths, time.StepsOf);

    /// <summary>True behind each example's end, of the rank of a value [batch, ...] and 1 long along all axes but those of batch and time.</summary>
    public Tensor Padding(TimeAxis time, int rank)
    {
        long[] across = Ones(rank), along = Ones(rank);
        (across[0], along[time.Axis + 1]) = (batch, time.Steps);
        var ends = tensor(Array.ConvertAll(StepsAt(time), steps => (long)steps), int64, device).view(across);
        return DropoutMasks.Places(device, time.Steps).view(along).ge(ends);
    }

    /// <summary>The value with the same number everywhere behind each example's end.</summary>
    public Tensor Masked(Tensor value, TimeAxis time, float with = 0) => value.Filled(Padding(time, (int)value.dim()), with);

    /// <summary>What a dropout at some place of the network leaves of a value: 0 or 1 / (1 − probability).</summary>
    /// <param name="indices">Where each value stands among the layer's, int64.</param>
    public Tensor DropoutMask(long place, float probability, Tensor indices) =>
        DropoutMasks.Draw(new RandomStream(mode.Seed, RandomUse.Dropout, place, mode.Step), probability, indices);

    /// <summary>A buffer has another value once the step has succeeded.</summary>
    public void Estimate(Tensor estimate, Tensor value) => _estimates.Add((estimate, value));

    /// <summary>The step has succeeded.</summary>
    public void KeepEstimates()
    {
        foreach (var (estimate, value) in _estimates) estimate.copy_(value);
    }

    private static long[] Ones(int count)
    {
        long[] ones = new long[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
