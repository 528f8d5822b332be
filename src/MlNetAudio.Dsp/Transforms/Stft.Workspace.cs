using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Transforms;

public sealed partial class Stft
{
    /// <summary>One thread's memory for a block of frames; disposing it gives it back to its <see cref="Stft"/>, and it is not to be used after that.</summary>
    internal sealed unsafe class Workspace : IDisposable
    {
        private readonly Stft _stft;
        private readonly AlignedBuffer _work, _re, _im, _values;
        private float[]? _padded;
        private bool _pending;   // Re and Im have not been told apart yet
        private bool _idle = true;

        internal Workspace(Stft stft)
        {
            int block = stft.Bins * Lanes;
            (_stft, _work, _re, _im, _values) = (stft, new(stft._fft.WorkLength), new(block), new(block), new(block));
        }

        /// <summary>Real parts [bins, lanes] of the last block.</summary>
        public Span<double> Re => Separated(_re);

        /// <summary>Imaginary parts [bins, lanes] of the last block.</summary>
        public Span<double> Im => Separated(_im);

        /// <summary>The parts [bins, lanes] of the last block, whose transform nothing was asked of so far, to other memory.</summary>
        public void Write(AlignedBuffer re, AlignedBuffer im) => _stft._fft.Spectra(_work.Pointer, re.Pointer, im.Pointer);

        /// <summary>Room [Span(lanes)] for the samples of a block with their padding.</summary>
        public Span<float> Padded => _padded ??= new float[_stft.Frames.Span(Lanes)];

        /// <summary>Room for the sums of a block of overlapping frames, and for the gap behind it where the hop is longer than a frame.</summary>
        internal AlignedBuffer Sums => field ??= new(Math.Max(_stft.Frames.Span(Lanes), checked(Lanes * _stft.Frames.HopLength)));

        /// <summary>|X|² [bins, lanes] of the last block; overwritten by the next call of this or <see cref="Magnitude"/>.</summary>
        /// <remarks>Cheapest where <see cref="Re"/> and <see cref="Im"/> are not read: they are computed when they are first asked for.</remarks>
        public Span<double> Power()
        {
            if (_pending) _stft._fft.Power(_work.Pointer, _values.Pointer);
            else _stft._fft.PowerOfParts(_re.Pointer, _im.Pointer, _values.Pointer);
            return _values.Span;
        }

        /// <summary>|X| [bins, lanes] of the last block; overwritten by the next call of this or <see cref="Power"/>.</summary>
        public Span<double> Magnitude()
        {
            Span<double> values = Power();
            TensorPrimitives.Sqrt(values, values);
            return values;
        }

        internal void Begin(float** signals)
        {
            _stft._fft.Begin(signals, _work.Pointer);
            _pending = true;
        }

        /// <summary>Adds the windowed signals of spectra [bins, lanes] to <see cref="Sums"/>, a hop apart. What this workspace held of a block may be gone.</summary>
        internal void AddInverse(ReadOnlySpan<double> re, ReadOnlySpan<double> im, int frames)
        {
            _pending = false;
            if (frames < Lanes)
            {
                for (int i = 0; i < re.Length; i++) (_re.Pointer[i], _im.Pointer[i]) = i % Lanes < frames ? (re[i], im[i]) : (0, 0);
                re = _re.Span;
                im = _im.Span;
            }
            fixed (double* rePointer = re, imPointer = im) _stft._fft.AddInverse(rePointer, imPointer, _work.Pointer, Sums.Pointer, _stft.Frames.HopLength);
        }

        private Span<double> Separated(AlignedBuffer part)
        {
            if (_pending) _stft._fft.Spectra(_work.Pointer, _re.Pointer, _im.Pointer);
            _pending = false;
            return part.Span;
        }

        internal Workspace Opened()
        {
            (_idle, _pending) = (false, false);
            return this;
        }

        public void Dispose()
        {
            if (_idle) return;
            _idle = true;
            _stft._workspaces.Return(this);
        }
    }
}
