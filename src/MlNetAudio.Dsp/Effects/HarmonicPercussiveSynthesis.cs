using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>Frames back to a signal, in order: the windowed inverse transforms, each added where its frame lies, divided by the sum of the squared windows where that is not zero.</summary>
/// <remarks>librosa.istft.</remarks>
internal sealed class HarmonicPercussiveSynthesis
{
    /// <summary>Window sums up to this count as zero: the smallest normal number of single precision.</summary>
    private const double SmallestSum = 1.17549435e-38;

    private readonly Stft _stft;
    private readonly RealFft _fft;
    private readonly int _frames;
    private readonly float[] _output;
    private readonly double[] _sum, _weight, _hartley, _re, _im, _scratch;
    private int _frame;

    /// <param name="frames">Of the whole signal.</param>
    /// <param name="output">Where the signal goes; what is longer than the frames reach is zero.</param>
    public HarmonicPercussiveSynthesis(Stft stft, int frames, float[] output)
    {
        (_stft, _fft, _frames, _output) = (stft, new(stft.Frames.FrameLength), frames, output);
        (_sum, _weight) = (new double[stft.Frames.Span(frames)], new double[stft.Frames.Span(frames)]);
        (_hartley, _re, _im, _scratch) = (new double[_fft.Length], new double[_fft.Bins], new double[_fft.Bins], new double[_fft.ScratchLength]);
    }

    /// <summary>The next frame's spectrum [bins]; the last one completes the output.</summary>
    public void Add(ReadOnlySpan<double> re, ReadOnlySpan<double> im)
    {
        // Re − Im is the Hartley transform of the frame, which is its own inverse; a real FFT computes it.
        int length = _fft.Length;
        for (int k = 0; k < re.Length; k++)
        {
            bool alone = k == 0 || 2 * k == length;   // a real signal has no imaginary part there
            _hartley[k] = alone ? re[k] : re[k] - im[k];
            if (!alone) _hartley[length - k] = re[k] + im[k];
        }
        _fft.Forward(_hartley, _re, _im, _scratch);

        int start = _frame * _stft.Frames.HopLength;
        for (int n = 0; n < length; n++)
        {
            double sample = (n < _re.Length ? _re[n] - _im[n] : _re[length - n] + _im[length - n]) / length, window = _stft.WindowWeights[n];
            _sum[start + n] += sample * window;
            _weight[start + n] += window * window;
        }
        if (++_frame == _frames) Complete();
    }

    private void Complete()
    {
        int skip = _stft.Frames.Padding;
        for (int n = 0; n < _output.Length; n++)
            _output[n] = n + skip >= _sum.Length ? 0 : (float)(_weight[n + skip] > SmallestSum ? _sum[n + skip] / _weight[n + skip] : _sum[n + skip]);
    }
}
