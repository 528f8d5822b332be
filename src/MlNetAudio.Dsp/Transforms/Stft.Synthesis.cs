namespace MlNetAudio.Dsp.Transforms;

public sealed partial class Stft
{
    /// <summary>
    /// Frames back to a signal, a block at a time and in order: the windowed inverse transforms, each added where its frame lies, divided by the sum of the squared
    /// windows where that is not zero. For one thread at a time; <see cref="IDisposable.Dispose"/> gives its memory back.
    /// </summary>
    internal sealed class Synthesis : IDisposable
    {
        /// <summary>Window sums up to this count as zero: librosa's bound, the smallest normal single.</summary>
        private const double SmallestSum = 1.1754943508222875e-38;

        private readonly Stft _stft;
        private readonly int _frames;
        private readonly float[] _output;
        private readonly double[] _sum, _weight;
        private int _frame;

        /// <param name="frames">Of the whole signal.</param>
        /// <param name="output">Where the signal goes; what is longer than the frames reach is zero.</param>
        public Synthesis(Stft stft, int frames, float[] output)
        {
            (_stft, _frames, _output) = (stft, frames, output);
            _sum = new double[stft.Frames.Span(frames)];
            _weight = new double[_sum.Length];
        }

        /// <summary>The next frames, at most <see cref="Lanes"/>, of their spectra [bins, lanes]; the last of them completes the output.</summary>
        public void Add(ReadOnlySpan<double> re, ReadOnlySpan<double> im, int frames)
        {
            double[] oneRe = new double[_stft.Bins], oneIm = new double[_stft.Bins], samples = new double[_stft._fft.Length], scratch = new double[_stft._fft.ScratchLength];
            for (int lane = 0; lane < frames; lane++, _frame++)
            {
                for (int bin = 0; bin < oneRe.Length; bin++) (oneRe[bin], oneIm[bin]) = (re[bin * Lanes + lane], im[bin * Lanes + lane]);
                _stft._fft.Inverse(oneRe, oneIm, samples, scratch);
                int start = _frame * _stft.Frames.HopLength;
                for (int n = 0; n < samples.Length; n++)
                {
                    double window = _stft._window[n];
                    _sum[start + n] += samples[n] * window;
                    _weight[start + n] += window * window;
                }
            }
            if (_frame == _frames) Complete();
        }

        private void Complete()
        {
            int skip = _stft.Frames.Padding;
            for (int n = 0; n < _output.Length; n++)
                _output[n] = n + skip >= _sum.Length ? 0 : (float)(_weight[n + skip] > SmallestSum ? _sum[n + skip] / _weight[n + skip] : _sum[n + skip]);
        }

        public void Dispose()
        {
        }
    }
}
