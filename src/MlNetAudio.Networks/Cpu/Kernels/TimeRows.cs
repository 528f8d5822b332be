namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Channels over time where they lie: step t of channel c at c · <paramref name="Stride"/> + t. Before step 0 and from <paramref name="Steps"/> on there are zeros, which are not stored.</summary>
internal readonly unsafe record struct TimeRows(nint Address, long Stride, int Steps)
{
    public TimeRows(float* data, long stride, int steps) : this((nint)data, stride, steps) { }

    public float* Row(int channel) => (float*)Address + channel * Stride;

    /// <summary>The same rows from step <paramref name="first"/> on.</summary>
    public TimeRows From(int first) => new((nint)((float*)Address + first), Stride, Steps - first);

    /// <summary>The same rows from channel <paramref name="channel"/> on.</summary>
    public TimeRows AtChannel(int channel) => this with { Address = (nint)Row(channel) };
}
