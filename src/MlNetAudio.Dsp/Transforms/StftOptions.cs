namespace MlNetAudio.Dsp.Transforms;

/// <summary>How a signal is cut into windowed frames and transformed. The defaults are librosa's.</summary>
public sealed record StftOptions
{
    /// <summary>Samples of a transform: n_fft.</summary>
    public int FftLength { get; init => field = Require.Positive(value); } = 2048;

    /// <summary>Samples, at most FftLength: win_length. A shorter window stands in the middle of the frame, zeros around it. Null: FftLength.</summary>
    public int? WindowLength { get; init => field = value is { } samples ? Require.Positive(samples) : null; }

    /// <summary>Samples from one frame to the next. Null: a quarter of the window.</summary>
    public int? HopLength { get; init => field = value is { } samples ? Require.Positive(samples) : null; }

    /// <summary>Its periodic form is taken.</summary>
    public WindowFunction Window { get; init; } = WindowFunction.Hann;

    /// <summary>Frame t is centred at sample t·hop, the signal being padded; else it begins there, and a signal shorter than a frame is an error.</summary>
    public bool Centered { get; init; } = true;

    public PadMode PadMode { get; init; } = PadMode.Constant;
}
