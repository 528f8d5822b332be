using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>How long each example of the batch is that a plan works on, counted along the time axis of the network's input.</summary>
internal sealed class BatchLengths(NetworkSpec network, int capacity)
{
    private readonly int[] _lengths = new int[network.Time is null ? 0 : capacity];

    /// <summary>Some example is shorter than the input. Where none is, steps do what they do without lengths.</summary>
    public bool IsRagged { get; private set; }

    /// <param name="lengths">One for each example, or none: all fill the input.</param>
    public void Set(ReadOnlySpan<int> lengths)
    {
        IsRagged = lengths.IndexOfAnyExcept(network.Time?.Steps ?? 0) >= 0;
        if (IsRagged) lengths.CopyTo(_lengths);
    }

    /// <summary>The example's valid steps at some place of the network.</summary>
    public int StepsOf(int example, TimeAxis time) => IsRagged ? time.StepsOf(_lengths[example]) : time.Steps;
}
