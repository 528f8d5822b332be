using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What every feature of a spectrum asks: the rate, and how the signal is cut into windowed frames. The defaults are librosa's.</summary>
public abstract record SpectralOptions
{
    public required int SampleRateHz { get; init => field = Require.Positive(value); }

    /// <summary>Samples of a transform: n_fft.</summary>
    public int FftLength { get; init => field = Require.Positive(value); } = 2048;

    /// <summary>Samples from one frame to the next.</summary>
    public int HopLength { get; init => field = Require.Positive(value); } = 512;

    /// <summary>Samples, at most FftLength: win_length. A shorter window stands in the middle of the frame, zeros around it. Null: FftLength.</summary>
    public int? WindowLength { get; init => field = value is { } samples ? Require.Positive(samples) : null; }

    /// <summary>Its periodic form is taken.</summary>
    public WindowFunction Window { get; init; } = WindowFunction.Hann;

    /// <summary>Frame t is centred at sample t·hop, the signal being padded; else it begins there, and a signal shorter than a frame is an error.</summary>
    public bool Centered { get; init; } = true;

    public PadMode PadMode { get; init; } = PadMode.Constant;

    /// <summary>Frames that a signal of so many samples gives; 0 where it is too short. Centred frames of even length: 1 + ⌊samples / hop⌋.</summary>
    public int FrameCount(int samples) => new FrameGrid(FftLength, HopLength, Centered, PadMode).Count(samples);

    internal StftOptions Stft => new() { FftLength = FftLength, HopLength = HopLength, WindowLength = WindowLength, Window = Window, Centered = Centered, PadMode = PadMode };
}
