using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Samples of a block of frames → Kaldi's mel bands, and the logarithms of the frames' energies.</summary>
internal sealed class KaldiBands
{
    private readonly KaldiOptions _options;
    private readonly double[] _window;
    private readonly double _energyFloor;
    private readonly SparseBands _bands;

    /// <exception cref="ArgumentException">A frame or a shift has no sample, an odd frame is not rounded to a power of two, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public KaldiBands(KaldiOptions options)
    {
        _options = options;
        int length = options.FrameLength, hop = options.HopLength;
        if (length < 2) throw new ArgumentException(FormattableString.Invariant($"FrameMilliseconds must give at least 2 samples at {options.SampleRateHz} Hz, got {options.FrameMilliseconds}."), nameof(options));
        if (hop < 1) throw new ArgumentException(FormattableString.Invariant($"ShiftMilliseconds must give at least 1 sample at {options.SampleRateHz} Hz, got {options.ShiftMilliseconds}."), nameof(options));
        int fftLength = options.RoundToPowerOfTwo ? (int)BitOperations.RoundUpToPowerOf2((uint)length) : length;
        if (fftLength % 2 != 0) throw new ArgumentException($"A frame of {length} samples is odd; set RoundToPowerOfTwo or another FrameMilliseconds.", nameof(options));

        Frames = new(length, hop, Centered: false);
        Stft = new(new() { FftLength = fftLength, HopLength = fftLength, Window = WindowFunction.Rectangular, Centered = false });
        _window = options.Window == WindowFunction.Blackman ? Blackman(length, options.BlackmanCoefficient) : Window.Symmetric(options.Window, length);
        _energyFloor = options.EnergyFloor > 0 ? Math.Log(options.EnergyFloor) : double.NegativeInfinity;
        _bands = new(MelFilterBank.LinearInMels(options.SampleRateHz, fftLength, options.MelBands, options.MinimumFrequencyHz, options.MaximumFrequencyHz ?? options.SampleRateHz / 2.0), Stft.Bins);
    }

    /// <summary>Frames inside the signal, as if edges were snipped.</summary>
    public FrameGrid Frames { get; }

    /// <summary>Of frames that stand side by side, FftLength samples each, already windowed.</summary>
    public Stft Stft { get; }

    public int Count => _bands.Count;

    /// <summary>Doubles of scratch memory that a block needs.</summary>
    public int ScratchLength => Frames.FrameLength + (Stft.Options.FftLength * Stft.Lanes + 1) / 2;

    /// <param name="samples">The frames' samples: frame i starts at [i · hop].</param>
    /// <param name="bands">[bands, lanes].</param>
    /// <param name="logEnergies">[lanes].</param>
    /// <param name="scratch">[<see cref="ScratchLength"/>].</param>
    public void Compute(ReadOnlySpan<float> samples, int frames, Stft.Workspace spectra, Span<double> bands, Span<double> logEnergies, Span<double> scratch)
    {
        int fftLength = Stft.Options.FftLength;
        var frame = scratch[..Frames.FrameLength];
        var windowed = MemoryMarshal.Cast<double, float>(scratch[Frames.FrameLength..])[..(fftLength * Stft.Lanes)];
        windowed.Clear();
        logEnergies.Clear();
        for (int lane = 0; lane < frames; lane++)
        {
            TensorPrimitives.ConvertTruncating(samples.Slice(lane * Frames.HopLength, frame.Length), frame);
            logEnergies[lane] = Prepare(frame);
            TensorPrimitives.ConvertTruncating<double, float>(frame, windowed.Slice(lane * fftLength, frame.Length));
        }
        Stft.Transform(windowed, frames, spectra);
        _bands.Sum(_options.UsePower ? spectra.Power() : spectra.Magnitude(), bands);
    }

    /// <summary>max(minimum, bands), then the logarithm.</summary>
    public void Logarithm(Span<double> bands)
    {
        TensorPrimitives.Max(bands, _options.MinimumEnergy, bands);
        TensorPrimitives.Log<double>(bands, bands);
    }

    /// <summary>Samples of a frame → windowed, in place.</summary>
    /// <returns>The logarithm of their energy.</returns>
    private double Prepare(Span<double> frame)
    {
        if (_options.SampleScale != 1) TensorPrimitives.Multiply(frame, _options.SampleScale, frame);
        if (_options.RemoveDcOffset) TensorPrimitives.Subtract(frame, TensorPrimitives.Sum<double>(frame) / frame.Length, frame);
        double raw = TensorPrimitives.SumOfSquares<double>(frame);
        for (int n = frame.Length - 1; n >= 0; n--) frame[n] -= _options.Preemphasis * frame[Math.Max(0, n - 1)];
        TensorPrimitives.Multiply(frame, _window, frame);
        double energy = _options.RawEnergy ? raw : TensorPrimitives.SumOfSquares<double>(frame);
        return Math.Max(_energyFloor, Math.Log(Math.Max(_options.MinimumEnergy, energy)));
    }

    private static double[] Blackman(int length, double coefficient)
    {
        double[] window = new double[length];
        for (int n = 0; n < length; n++)
        {
            double turn = (double)n / (length - 1);
            window[n] = coefficient - 0.5 * double.CosPi(2 * turn) + (0.5 - coefficient) * double.CosPi(4 * turn);
        }
        return window;
    }
}
