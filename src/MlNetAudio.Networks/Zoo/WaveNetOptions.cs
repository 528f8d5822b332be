using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [1, samples] → [logits]: a causal convolution, then blocks of gated causal convolutions whose taps lie twice as far apart from block to block (1, 2, 4 ...), each passing on and contributing a
/// convolution of kernel 1; the mean over time of the contributions decides. WaveNet as a classifier (van den Oord et al. 2016).
/// </summary>
public sealed record WaveNetOptions : NetworkOptions
{
    public int Channels { get; init => field = Require.Positive(value); } = 20;

    /// <summary>Taps of each causal convolution.</summary>
    public int Kernel { get; init => field = Require.AtLeast(2, value); } = 2;

    /// <summary>Blocks of a stack. With 9 and a kernel of 2, an output hears the 512 samples up to it, and one more.</summary>
    public int Blocks { get; init => field = Require.Between(1, 20, value); } = 9;

    /// <summary>How often the distances begin again at 1.</summary>
    public int Stacks { get; init => field = Require.Positive(value); } = 1;

    /// <summary>Before the logits.</summary>
    public float Dropout { get; init => field = Require.Decay(value); } = 0.3f;

    public override NetworkSpec Create(Shape input, int logits) => new(input,
    [
        Conv1d.Causal(Channels, Kernel),
        new SkipSum([.. Enumerable.Range(0, Stacks * Blocks).Select(i => new SkipBlock(new Sequential(Gated(1 << i % Blocks), new Conv1d(Channels, Kernel: 1))))]),
        new Relu(), new GlobalAveragePool(), new Dropout(Dropout), new Linear(logits),
    ], timeAxis: 1);

    private Gated Gated(int dilation) => new(Conv1d.Causal(Channels, Kernel, dilation), Conv1d.Causal(Channels, Kernel, dilation));
}
