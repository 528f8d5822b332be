using System.Numerics.Tensors;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>The short-time Fourier transform of real signals, unscaled, in double precision: X[k, t] = Σₙ window[n]·x[Start(t) + n]·exp(−2πi·kn/N).</summary>
/// <remarks>
/// librosa.stft. Frames are transformed <see cref="Lanes"/> at a time, one to a vector lane, so that every step over a block of frames is vector arithmetic
/// without shuffles and a frame's numbers do not depend on its neighbours. Holds only read-only tables, so one instance serves any number of threads.
/// </remarks>
public sealed class Stft
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
