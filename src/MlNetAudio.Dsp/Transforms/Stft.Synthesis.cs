using System.Runtime.Intrinsics;

namespace MlNetAudio.Dsp.Transforms;

public sealed partial class Stft
{
    /// <summary>Window sums up to this count as zero: librosa's bound, the smallest normal single.</summary>
    private const double SmallestSum = 1.1754943508222875e-38;

    /// <summary>What takes the spectra of consecutive frames, <see cref="Lanes"/> at a time, and writes their signal.</summary>
    /// <param name="frames">Of the whole signal.</param>
    /// <param name="output">Where the signal goes; what is longer than the frames reach is zero.</param>
    internal Synthesis NewSynthesis(int frames, Memory<float> output) => new(this, frames, output);

    /// <summary>What sums of overlapping frames are multiplied with where a sample has all its frames [hop]: 1 / Σ window², 1 where that is zero.</summary>
    private double[] InverseWindowSums()
    {
        double[] inverse = new double[Frames.HopLength];
        for (int i = 0; i < inverse.Length; i++)
        {
            double sum = 0;
            for (int n = i; n < _window.Length; n += Frames.HopLength) sum += _window[n] * _window[n];
            inverse[i] = sum > SmallestSum ? 1 / sum : 1;
        }
        return inverse;
    }

    /// <summary>
    /// Frames back to a signal, a block at a time and in order: the windowed inverse transforms, each added where its frame lies, divided by the sum of the squared
    /// windows where that is not zero. For one thread at a time; <see cref="IDisposable.Dispose"/> gives its memory back.
    /// </summary>
    internal sealed class Synthesis : IDisposable
    {
        private readonly Stft _stft;
        private readonly Workspace _workspace;
        private readonly int _frames;
        private readonly Memory<float> _output;
        private int _frame;   // next one; the sums start where it starts

        internal Synthesis(Stft stft, int frames, Memory<float> output)
        {
            (_stft, _frames, _output, _workspace) = (stft, frames, output, stft.NewWorkspace());
            Restart();
        }

        /// <summary>Back to the first frame, for another signal of as many frames into the same output.</summary>
        public void Restart()
        {
            _frame = 0;
            _workspace.Sums.Span.Clear();
            long reach = Math.Max(0, (long)_frames * _stft.Frames.HopLength - _stft.Frames.HopLength + _stft.Frames.FrameLength - _stft.Frames.Padding);
            if (_output.Length > reach) _output.Span[(int)reach..].Clear();
        }

        /// <summary>The next frames, at most <see cref="Lanes"/>, of their spectra [bins, lanes], whose other lanes are not read; the last frame completes the output.</summary>
        public void Add(ReadOnlySpan<double> re, ReadOnlySpan<double> im, int frames)
        {
            int block = _stft.Bins * Lanes;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, Math.Min(Lanes, _frames - _frame));
            ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(re.Length, im.Length), block);
            _workspace.AddInverse(re[..block], im[..block], frames);

            // Frames to come do not reach before their first one's start.
            var sums = _workspace.Sums.Span;
            bool last = _frame + frames == _frames;
            int complete = last ? _stft.Frames.Span(frames) : frames * _stft.Frames.HopLength;
            Write(sums, complete);
            _frame += frames;
            int kept = sums.Length - complete;
            sums[^kept..].CopyTo(sums);
            sums[kept..].Clear();
        }

        /// <summary>The first of the sums, divided, to where they lie in the output; a hop at a time.</summary>
        private void Write(ReadOnlySpan<double> sums, int count)
        {
            int hop = _stft.Frames.HopLength;
            for (int from = 0, frame = _frame; from < count; from += hop, frame++)
            {
                // Where these sums lie in the signal; of centred frames it begins inside the first one.
                long place = (long)frame * hop - _stft.Frames.Padding;
                int skipped = (int)Math.Clamp(-place, 0, hop), length = (int)Math.Clamp(_output.Length - place, skipped, Math.Min(hop, count - from)) - skipped;
                if (length <= 0) continue;
                var output = _output.Span.Slice((int)(place + skipped), length);
                var segment = sums.Slice(from + skipped, length);
                bool whole = frame < _frames && (frame + 1L) * hop >= _stft.Frames.FrameLength;
                if (whole) Multiply(segment, _stft._inverseSums.AsSpan(skipped, length), output);
                else
                    for (int i = 0; i < length; i++)
                        output[i] = (float)(WindowSum(frame, skipped + i) is var sum && sum > SmallestSum ? segment[i] / sum : segment[i]);
            }
        }

        /// <summary>Σ window² of the frames there are, at a sample so far behind the start of a frame, or of where a frame would start behind the last one.</summary>
        private double WindowSum(int frame, int offset)
        {
            double sum = 0;
            for (long n = offset; frame >= 0 && n < _stft._window.Length; frame--, n += _stft.Frames.HopLength)
                if (frame < _frames) sum += _stft._window[n] * _stft._window[n];
            return sum;
        }

        private static void Multiply(ReadOnlySpan<double> sums, ReadOnlySpan<double> factors, Span<float> output)
        {
            int i = 0;
            if (Vector256.IsHardwareAccelerated)
                for (; i + Vector256<float>.Count <= output.Length; i += Vector256<float>.Count)
                {
                    var low = Vector256.Create(sums[i..]) * Vector256.Create(factors[i..]);
                    var high = Vector256.Create(sums[(i + Vector256<double>.Count)..]) * Vector256.Create(factors[(i + Vector256<double>.Count)..]);
                    Vector256.Narrow(low, high).CopyTo(output[i..]);
                }
            for (; i < output.Length; i++) output[i] = (float)(sums[i] * factors[i]);
        }

        public void Dispose() => _workspace.Dispose();
    }
}
