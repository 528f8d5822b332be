using System.Numerics.Tensors;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>The short-time Fourier transform of real signals, unscaled, in double precision: X[k, t] = Σₙ window[n]·x[Start(t) + n]·exp(−2πi·kn/N).</summary>
/// <remarks>
/// librosa.stft. Frames are transformed <see cref="Lanes"/> at a time, one to a vector lane, so that every step over a block of frames is vector arithmetic
/// without shuffles and a frame's numbers do not depend on its neighbours. Holds only read-only tables, so one instance serves any number of threads.
/// </remarks>
public sealed partial class Stft
{
    /// <summary>Frames that are transformed at once.</summary>
    internal const int Lanes = 8;

    private readonly RealFft _fft;
    private readonly double[] _window;

    /// <exception cref="ArgumentException">The window is longer than the transform.</exception>
    public Stft(StftOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int window = options.WindowLength ?? options.FftLength;
        if (window > options.FftLength) throw new ArgumentException($"WindowLength must be at most FftLength ({options.FftLength}), got {window}.", nameof(options));
        Options = options;
        Frames = new(options.FftLength, options.HopLength ?? Math.Max(1, window / 4), options.Centered, options.PadMode);
        _fft = new(options.FftLength);
        _window = new double[options.FftLength];
        Window.Periodic(options.Window, window).CopyTo(_window, (options.FftLength - window) / 2);
    }

    public StftOptions Options { get; }

    /// <summary>1 + ⌊FftLength / 2⌋, from 0 Hz up.</summary>
    public int Bins => _fft.Bins;

    internal FrameGrid Frames { get; }

    /// <summary>The window as the frames are multiplied with it [FftLength].</summary>
    internal ReadOnlySpan<double> WindowWeights => _window;

    /// <summary>
    /// The spectra of at most <see cref="Lanes"/> consecutive frames into the workspace. Frame i starts at samples[i · hop], as <see cref="FrameGrid.Cut"/> gives them; the
    /// lanes beyond <paramref name="frames"/> are zero.
    /// </summary>
    internal void Transform(ReadOnlySpan<float> samples, int frames, Workspace workspace)
    {
        workspace.Re.Clear();
        workspace.Im.Clear();
        double[] windowed = new double[_fft.Length], re = new double[Bins], im = new double[Bins], scratch = new double[_fft.ScratchLength];
        for (int lane = 0; lane < frames; lane++)
        {
            var frame = samples.Slice(lane * Frames.HopLength, _fft.Length);
            for (int n = 0; n < windowed.Length; n++) windowed[n] = frame[n] * _window[n];
            _fft.Forward(windowed, re, im, scratch);
            for (int bin = 0; bin < Bins; bin++) (workspace.Re[bin * Lanes + lane], workspace.Im[bin * Lanes + lane]) = (re[bin], im[bin]);
        }
    }

    internal Workspace NewWorkspace() => new(this);

    /// <summary>Mono signal [samples] → spectra [bins, frames]; rounded to single precision.</summary>
    /// <exception cref="ArgumentException">The signal has no samples, or fewer than a frame where frames are not centred.</exception>
    public ComplexSpectrogram Forward(ReadOnlySpan<float> samples)
    {
        int count = samples.IsEmpty ? 0 : Frames.Count(samples.Length);
        if (count == 0) throw new ArgumentException($"The signal has {samples.Length} samples, fewer than a frame of {Frames.FrameLength}; use longer recordings or centred frames.", nameof(samples));
        var spectrogram = new ComplexSpectrogram(Bins, count);
        using var workspace = NewWorkspace();
        for (int first = 0; first < count; first += Lanes)
        {
            int block = Math.Min(Lanes, count - first);
            Transform(Frames.Cut(samples, first, block, workspace.Padded), block, workspace);
            for (int bin = 0; bin < Bins; bin++)
                for (int lane = 0; lane < block; lane++)
                {
                    spectrogram.Re[bin * count + first + lane] = (float)workspace.Re[bin * Lanes + lane];
                    spectrogram.Im[bin * count + first + lane] = (float)workspace.Im[bin * Lanes + lane];
                }
        }
        return spectrogram;
    }

    /// <summary>Spectra [bins, frames] → mono signal [length]: the windowed inverse transforms overlapped and added, divided by the sum of the squared windows.</summary>
    /// <param name="length">Samples of the result, cut or filled with zeros. Null: what the frames cover, without the padding of centred ones.</param>
    /// <remarks>librosa.istft. The inverse of <see cref="Forward"/> where every sample lies in a window; of spectra that were changed, the signal whose spectra are nearest to them.</remarks>
    /// <exception cref="ArgumentException">The spectra have other bins than this transform.</exception>
    public float[] Inverse(ComplexSpectrogram spectra, int? length = null)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        if (spectra.Bins != Bins) throw new ArgumentException($"Transforms of {Frames.FrameLength} samples have {Bins} bins, the spectra have {spectra.Bins}.", nameof(spectra));
        int count = spectra.Frames;
        float[] signal = new float[length is { } samples ? Require.Positive(samples, nameof(length)) : SignalLength(count)];
        using var synthesis = NewSynthesis(count, signal);
        double[] re = new double[Bins * Lanes], im = new double[Bins * Lanes];
        for (int first = 0; first < count; first += Lanes)
        {
            int block = Math.Min(Lanes, count - first);
            for (int bin = 0; bin < Bins; bin++)
                for (int lane = 0; lane < block; lane++)
                {
                    re[bin * Lanes + lane] = spectra.Re[bin * count + first + lane];
                    im[bin * Lanes + lane] = spectra.Im[bin * count + first + lane];
                }
            synthesis.Add(re, im, block);
        }
        return signal;
    }

    /// <summary>Samples that so many frames give back: FftLength + (frames − 1) · hop, less the padding of centred frames.</summary>
    public int SignalLength(int frames) => checked((int)((Require.Positive(frames, nameof(frames)) - 1L) * Frames.HopLength + Frames.FrameLength - 2 * Frames.Padding));

    /// <summary>What takes the spectra of consecutive frames, <see cref="Lanes"/> at a time, and writes their signal.</summary>
    /// <param name="frames">Of the whole signal.</param>
    /// <param name="output">Where the signal goes; what is longer than the frames reach is zero.</param>
    internal Synthesis NewSynthesis(int frames, float[] output) => new(this, frames, output);

    /// <summary>One thread's memory for a block of frames.</summary>
    internal sealed class Workspace : IDisposable
    {
        private readonly double[] _re, _im, _values;
        private readonly float[] _padded;

        public Workspace(Stft stft)
        {
            (_re, _im, _values) = (new double[stft.Bins * Lanes], new double[stft.Bins * Lanes], new double[stft.Bins * Lanes]);
            _padded = new float[stft.Frames.Span(Lanes)];
        }

        /// <summary>Real parts [bins, lanes] of the last block.</summary>
        public Span<double> Re => _re;

        /// <summary>Imaginary parts [bins, lanes] of the last block.</summary>
        public Span<double> Im => _im;

        /// <summary>Room [Span(lanes)] for the samples of a block with their padding.</summary>
        public Span<float> Padded => _padded;

        /// <summary>|X|² [bins, lanes] of the last block; overwritten by the next call of this or <see cref="Magnitude"/>.</summary>
        public Span<double> Power()
        {
            for (int i = 0; i < _values.Length; i++) _values[i] = _re[i] * _re[i] + _im[i] * _im[i];
            return _values;
        }

        /// <summary>|X| [bins, lanes] of the last block; overwritten by the next call of this or <see cref="Power"/>.</summary>
        public Span<double> Magnitude()
        {
            Power();
            TensorPrimitives.Sqrt(_values, _values);
            return _values;
        }

        public void Dispose()
        {
        }
    }
}
