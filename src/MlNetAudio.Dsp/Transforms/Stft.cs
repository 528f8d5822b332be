using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>The short-time Fourier transform of real signals, unscaled, in double precision: X[k, t] = Σₙ window[n]·x[Start(t) + n]·exp(−2πi·kn/N).</summary>
/// <remarks>
/// librosa.stft. Frames are transformed <see cref="Lanes"/> at a time, one to a vector lane, so that every step over a block of frames is vector arithmetic
/// without shuffles and a frame's numbers do not depend on its neighbours. Holds only read-only tables and memory that is not in use, so one instance serves any
/// number of threads.
/// </remarks>
public sealed partial class Stft
{
    /// <summary>Frames that are transformed at once.</summary>
    internal const int Lanes = 8;

    private readonly LaneRealFft _fft;
    private readonly double[] _window, _inverseSums;
    private readonly float[] _silence;
    private readonly Pool<Workspace> _workspaces;

    /// <exception cref="ArgumentException">The window is longer than the transform.</exception>
    public Stft(StftOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int window = options.WindowLength ?? options.FftLength;
        if (window > options.FftLength) throw new ArgumentException($"WindowLength must be at most FftLength ({options.FftLength}), got {window}.", nameof(options));
        Options = options;
        Frames = new(options.FftLength, options.HopLength ?? Math.Max(1, window / 4), options.Centered, options.PadMode);
        _window = new double[options.FftLength];
        Window.Periodic(options.Window, window).CopyTo(_window, (options.FftLength - window) / 2);
        _fft = LaneRealFft.Create(_window);
        _silence = new float[options.FftLength];
        _inverseSums = InverseWindowSums();
        _workspaces = new(() => new(this));
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
    internal unsafe void Transform(ReadOnlySpan<float> samples, int frames, Workspace workspace)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, Lanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples.Length, Frames.Span(frames));
        float** signals = stackalloc float*[Lanes];
        fixed (float* first = samples, silence = _silence)
        {
            for (int lane = 0; lane < Lanes; lane++) signals[lane] = lane < frames ? first + lane * Frames.HopLength : silence;
            workspace.Begin(signals);
        }
    }

    /// <summary>Memory for one thread, dispose of it to give it back.</summary>
    internal Workspace NewWorkspace() => _workspaces.Rent().Opened();

    /// <summary>Mono signal [samples] → spectra [bins, frames]; rounded to single precision.</summary>
    /// <exception cref="ArgumentException">The signal has no samples, or fewer than a frame where frames are not centred.</exception>
    public ComplexSpectrogram Forward(ReadOnlySpan<float> samples)
    {
        int count = Frames.RequiredCount(samples);
        var spectrogram = new ComplexSpectrogram(Bins, count);
        using var workspace = NewWorkspace();
        for (int first = 0; first < count; first += Lanes)
        {
            int block = Math.Min(Lanes, count - first);
            Transform(Frames.Cut(samples, first, block, workspace.Padded), block, workspace);
            Span<double> re = workspace.Re, im = workspace.Im;
            for (int bin = 0; bin < Bins; bin++)
                for (int lane = 0; lane < block; lane++)
                {
                    spectrogram.Re[bin * count + first + lane] = (float)re[bin * Lanes + lane];
                    spectrogram.Im[bin * count + first + lane] = (float)im[bin * Lanes + lane];
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
        using var workspace = NewWorkspace();
        Span<double> re = workspace.Re, im = workspace.Im;
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
}
