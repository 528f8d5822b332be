using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Samples of a block of frames → Kaldi's mel bands, and the logarithms of the frames' energies.</summary>
/// <remarks>
/// Frames are prepared in single precision, step by step as torchaudio does: its rounding is what the bands between the harmonics of a loud signal hold, and Kaldi's
/// logarithm has no floor above it. From the spectrum on all is in double precision.
/// </remarks>
internal sealed class KaldiBands
{
    private readonly KaldiOptions _options;
    private readonly float[] _window;
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
        _window = Array.ConvertAll(options.Window == WindowFunction.Blackman ? Blackman(length, options.BlackmanCoefficient) : Window.Symmetric(options.Window, length), weight => (float)weight);
        _energyFloor = options.EnergyFloor > 0 ? Math.Log(options.EnergyFloor) : double.NegativeInfinity;
        _bands = new(MelFilterBank.LinearInMels(options.SampleRateHz, fftLength, options.MelBands, options.MinimumFrequencyHz, options.MaximumFrequencyHz ?? options.SampleRateHz / 2.0), Stft.Bins);
    }

    /// <summary>Frames inside the signal, as if edges were snipped.</summary>
    public FrameGrid Frames { get; }

    /// <summary>Of frames that stand side by side, FftLength samples each, already windowed.</summary>
    public Stft Stft { get; }

    public int Count => _bands.Count;

    /// <summary>Doubles of memory for the windowed frames of a block.</summary>
    public int FramesLength => Stft.Options.FftLength * Stft.Lanes / 2;

    /// <param name="samples">The frames' samples: frame i starts at [i · hop].</param>
    /// <param name="logEnergies">[lanes].</param>
    /// <param name="memory">[<see cref="FramesLength"/>].</param>
    public void Transform(ReadOnlySpan<float> samples, int frames, Stft.Workspace spectra, Span<double> logEnergies, Span<double> memory)
    {
        int fftLength = Stft.Options.FftLength;
        var windowed = MemoryMarshal.Cast<double, float>(memory)[..(fftLength * Stft.Lanes)];
        windowed.Clear();
        logEnergies.Clear();
        for (int lane = 0; lane < frames; lane++)
        {
            var frame = windowed.Slice(lane * fftLength, Frames.FrameLength);
            samples.Slice(lane * Frames.HopLength, frame.Length).CopyTo(frame);
            logEnergies[lane] = Prepare(frame);
        }
        Stft.Transform(windowed, frames, spectra);
    }

    /// <param name="bands">[bands, lanes].</param>
    public void Compute(Stft.Workspace spectra, Span<double> bands) => _bands.Sum(_options.UsePower ? spectra.Power() : spectra.Magnitude(), bands);

    /// <summary>max(minimum, bands), then the logarithm.</summary>
    public void Logarithm(Span<double> bands)
    {
        TensorPrimitives.Max(bands, _options.MinimumEnergy, bands);
        TensorPrimitives.Log<double>(bands, bands);
    }

    /// <summary>Samples of a frame → windowed, in place.</summary>
    /// <returns>The logarithm of their energy.</returns>
    private double Prepare(Span<float> frame)
    {
        if (_options.SampleScale != 1) TensorPrimitives.Multiply(frame, (float)_options.SampleScale, frame);
        if (_options.RemoveDcOffset) TensorPrimitives.Subtract(frame, (float)(Sum(frame) / frame.Length), frame);
        double energy = _options.RawEnergy ? SumOfSquares(frame) : 0;
        float preemphasis = (float)_options.Preemphasis;
        for (int n = frame.Length - 1; n >= 0; n--) frame[n] -= preemphasis * frame[Math.Max(0, n - 1)];
        TensorPrimitives.Multiply(frame, _window, frame);
        if (!_options.RawEnergy) energy = SumOfSquares(frame);
        return Math.Max(_energyFloor, Math.Log(Math.Max(_options.MinimumEnergy, energy)));
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += value;
        return sum;
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
        return sum;
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
