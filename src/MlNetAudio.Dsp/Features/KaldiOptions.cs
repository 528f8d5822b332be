using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// Speech front ends in the manner of HTK and Kaldi: every frame by itself loses its mean, is pre-emphasised, windowed (symmetric) and zero-padded to a power of two;
/// triangles are linear in mels; logarithms are natural. The defaults are Kaldi's.
/// </summary>
public abstract record KaldiOptions
{
    public required int SampleRateHz { get; init => field = Require.Positive(value); }

    /// <summary>Milliseconds of a frame; the samples of a fraction are dropped.</summary>
    public double FrameMilliseconds { get; init => field = Require.Positive(value); } = 25;

    /// <summary>Milliseconds from one frame to the next; the samples of a fraction are dropped.</summary>
    public double ShiftMilliseconds { get; init => field = Require.Positive(value); } = 10;

    /// <summary>Frames lie inside the signal; else there is one for every shift, and the signal is mirrored at both ends.</summary>
    public bool SnipEdges { get; init; } = true;

    /// <summary>What samples are multiplied with. Kaldi and HTK read 16-bit integers: 32768 makes them of −1..1.</summary>
    public double SampleScale { get; init => field = Require.Positive(value); } = 1;

    public bool RemoveDcOffset { get; init; } = true;

    /// <summary>0..1; each sample less so much of the one before.</summary>
    public double Preemphasis
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Preemphasis must be in 0..1, got {value}."));
    } = 0.97;

    /// <summary>Its symmetric form is taken.</summary>
    public WindowFunction Window { get; init; } = WindowFunction.Povey;

    /// <summary>c in c − 0.5·cos(2πn/N) + (0.5 − c)·cos(4πn/N), where Window is Blackman.</summary>
    public double BlackmanCoefficient { get; init => field = Require.NotNegative(value); } = 0.42;

    /// <summary>The transform is as long as the next power of two, else as the frame, which must then be even.</summary>
    public bool RoundToPowerOfTwo { get; init; } = true;

    public int MelBands { get; init => field = Require.Positive(value); } = 23;

    public double MinimumFrequencyHz { get; init => field = Require.NotNegative(value); } = 20;

    /// <summary>Null: half the sample rate.</summary>
    public double? MaximumFrequencyHz { get; init => field = value is { } hertz ? Require.Positive(hertz) : null; }

    /// <summary>Bands sum powers, else magnitudes.</summary>
    public bool UsePower { get; init; } = true;

    /// <summary>Bands and energies below this count as this before their logarithm.</summary>
    public double MinimumEnergy { get; init => field = Require.Positive(value); } = 1.1920928955078125e-7;

    /// <summary>The frame's log-energy, ln Σ x², is part of the result.</summary>
    public bool UseEnergy { get; init; }

    /// <summary>The energy is that of the frame before pre-emphasis and window.</summary>
    public bool RawEnergy { get; init; } = true;

    /// <summary>Energies below this count as this; 0: only <see cref="MinimumEnergy"/> counts.</summary>
    public double EnergyFloor { get; init => field = Require.NotNegative(value); } = 1;

    /// <summary>HTK's order: the energy, or the zeroth coefficient times √2, comes last.</summary>
    public bool HtkCompatible { get; init; }

    /// <summary>The mean over the signal is subtracted from every row.</summary>
    public bool SubtractMean { get; init; }

    /// <summary>Frames that a signal of so many samples gives; 0 where it is too short.</summary>
    public int FrameCount(int samples) => samples < FrameLength ? 0 : SnipEdges ? 1 + (samples - FrameLength) / HopLength : (samples + HopLength / 2) / HopLength;

    internal int FrameLength => (int)(SampleRateHz * FrameMilliseconds * 0.001);

    internal int HopLength => (int)(SampleRateHz * ShiftMilliseconds * 0.001);
}
