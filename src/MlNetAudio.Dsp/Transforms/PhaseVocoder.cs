using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>
/// A signal's frames at other times: output frame t lies at frame time t·rate of the input, its magnitudes interpolated linearly between the two frames around, its phases
/// advancing by what the input's phases advance between those two.
/// </summary>
/// <remarks>
/// librosa.phase_vocoder in double precision. The advance of a phase enters only modulo 2π, so phases are kept as unit phasors and advanced by u₁·ū₀, u = X/|X|: the same
/// as librosa's wrapped angles, without an angle. Flanagan and Golden, "Phase Vocoder" (1966); D. P. W. Ellis, "A phase vocoder in Matlab" (2002).
/// </remarks>
internal sealed class PhaseVocoder
{
    private readonly Stft _stft;
    private readonly double _rate;

    /// <param name="rate">Input frames to an output frame: above 1 faster, below 1 slower.</param>
    public PhaseVocoder(Stft stft, double rate) => (_stft, _rate) = (stft, rate);

    /// <summary>Mono signal [samples] → its stretched form, cut or filled with zeros to the output's length.</summary>
    public void Run(ReadOnlySpan<float> samples, float[] output)
    {
        int frames = _stft.Frames.Count(samples.Length), stretched = (int)Math.Ceiling(frames / _rate), bins = _stft.Bins;
        using var spectra = _stft.NewWorkspace();
        using var synthesis = _stft.NewSynthesis(stretched, output);
        using var analysis = new Polar(_stft, frames, spectra);
        double[] rented = ArrayPool<double>.Shared.Rent(2 * bins + 4 * Stft.Lanes * bins);
        Span<double> turnRe = rented.AsSpan(0, bins), turnIm = rented.AsSpan(bins, bins);
        Span<double> rowsRe = rented.AsSpan(2 * bins, Stft.Lanes * bins), rowsIm = rented.AsSpan((2 + Stft.Lanes) * bins, Stft.Lanes * bins);
        Span<double> lanesRe = rented.AsSpan((2 + 2 * Stft.Lanes) * bins, Stft.Lanes * bins), lanesIm = rented.AsSpan((2 + 3 * Stft.Lanes) * bins, Stft.Lanes * bins);

        for (int first = 0; first < stretched; first += Stft.Lanes)
        {
            int block = Math.Min(Stft.Lanes, stretched - first);
            for (int row = 0; row < block; row++)
            {
                double time = (first + row) * _rate;
                int before = (int)time;
                analysis.MoveTo(samples, before);
                if (first + row == 0)
                {
                    analysis.Re(0).CopyTo(turnRe);
                    analysis.Im(0).CopyTo(turnIm);
                }
                Place(analysis.Magnitude(before), analysis.Magnitude(before + 1), time - before, turnRe, turnIm, rowsRe.Slice(row * bins, bins), rowsIm.Slice(row * bins, bins));
                Advance(turnRe, turnIm, analysis.Re(before), analysis.Im(before), analysis.Re(before + 1), analysis.Im(before + 1));
            }
            LaneRows.ToLanes(rowsRe, lanesRe, bins, block);
            LaneRows.ToLanes(rowsIm, lanesIm, bins, block);
            synthesis.Add(lanesRe, lanesIm, block);
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>((1 − α)·m₀ + α·m₁) · turn.</summary>
    private static void Place(ReadOnlySpan<double> m0, ReadOnlySpan<double> m1, double alpha, ReadOnlySpan<double> turnRe, ReadOnlySpan<double> turnIm, Span<double> re, Span<double> im)
    {
        int n = 0;
        ref double a = ref MemoryMarshal.GetReference(m0), b = ref MemoryMarshal.GetReference(m1), c = ref MemoryMarshal.GetReference(turnRe), d = ref MemoryMarshal.GetReference(turnIm);
        ref double x = ref MemoryMarshal.GetReference(re), y = ref MemoryMarshal.GetReference(im);
        for (; n + Vector<double>.Count <= re.Length; n += Vector<double>.Count)
        {
            var magnitude = (1 - alpha) * Vector.LoadUnsafe(ref a, (nuint)n) + alpha * Vector.LoadUnsafe(ref b, (nuint)n);
            (magnitude * Vector.LoadUnsafe(ref c, (nuint)n)).StoreUnsafe(ref x, (nuint)n);
            (magnitude * Vector.LoadUnsafe(ref d, (nuint)n)).StoreUnsafe(ref y, (nuint)n);
        }
        for (; n < re.Length; n++)
        {
            double magnitude = (1 - alpha) * m0[n] + alpha * m1[n];
            (re[n], im[n]) = (magnitude * turnRe[n], magnitude * turnIm[n]);
        }
    }

    /// <summary>turn ← turn · u₁ · ū₀.</summary>
    private static void Advance(Span<double> turnRe, Span<double> turnIm, ReadOnlySpan<double> re0, ReadOnlySpan<double> im0, ReadOnlySpan<double> re1, ReadOnlySpan<double> im1)
    {
        int n = 0;
        ref double a = ref MemoryMarshal.GetReference(re0), b = ref MemoryMarshal.GetReference(im0), c = ref MemoryMarshal.GetReference(re1), d = ref MemoryMarshal.GetReference(im1);
        ref double x = ref MemoryMarshal.GetReference(turnRe), y = ref MemoryMarshal.GetReference(turnIm);
        for (; n + Vector<double>.Count <= turnRe.Length; n += Vector<double>.Count)
        {
            Vector<double> u0Re = Vector.LoadUnsafe(ref a, (nuint)n), u0Im = Vector.LoadUnsafe(ref b, (nuint)n), u1Re = Vector.LoadUnsafe(ref c, (nuint)n), u1Im = Vector.LoadUnsafe(ref d, (nuint)n);
            Vector<double> stepRe = u1Re * u0Re + u1Im * u0Im, stepIm = u1Im * u0Re - u1Re * u0Im;
            Vector<double> oldRe = Vector.LoadUnsafe(ref x, (nuint)n), oldIm = Vector.LoadUnsafe(ref y, (nuint)n);
            (oldRe * stepRe - oldIm * stepIm).StoreUnsafe(ref x, (nuint)n);
            (oldRe * stepIm + oldIm * stepRe).StoreUnsafe(ref y, (nuint)n);
        }
        for (; n < turnRe.Length; n++)
        {
            double stepRe = re1[n] * re0[n] + im1[n] * im0[n], stepIm = im1[n] * re0[n] - re1[n] * im0[n];
            (turnRe[n], turnIm[n]) = (turnRe[n] * stepRe - turnIm[n] * stepIm, turnRe[n] * stepIm + turnIm[n] * stepRe);
        }
    }

    /// <summary>Magnitudes and unit phasors of the frames around one place, each frame [bins]; frames behind the last one are silent. A bin that is zero has the phasor 1.</summary>
    private sealed class Polar : IDisposable
    {
        private const int Slots = Stft.Lanes + 1;   // a block, and the frame before it

        private readonly Stft _stft;
        private readonly Stft.Workspace _spectra;
        private readonly int _frames, _bins;
        private readonly double[] _rented;
        private int _first = -Slots;   // frame in slot 0; before the signal at first

        public Polar(Stft stft, int frames, Stft.Workspace spectra)
        {
            (_stft, _frames, _bins, _spectra) = (stft, frames, stft.Bins, spectra);
            _rented = ArrayPool<double>.Shared.Rent(3 * Slots * _bins);
        }

        public ReadOnlySpan<double> Magnitude(int frame) => Row(0, frame - _first);

        public ReadOnlySpan<double> Re(int frame) => Row(1, frame - _first);

        public ReadOnlySpan<double> Im(int frame) => Row(2, frame - _first);

        /// <summary>Makes a frame and the next one available; frames only move on.</summary>
        public void MoveTo(ReadOnlySpan<float> samples, int frame)
        {
            while (frame + 1 >= _first + Slots)
            {
                int first = _first + Slots, block = Math.Clamp(_frames - first, 0, Stft.Lanes);
                for (int part = 0; part < 3; part++) Row(part, Stft.Lanes).CopyTo(Row(part, 0));
                _first = first - 1;
                if (block > 0)
                {
                    _stft.Transform(_stft.Frames.Cut(samples, first, block, _spectra.Padded), block, _spectra);
                    LaneRows.FromLanes(_spectra.Re, Part(1)[_bins..], _bins, block);
                    LaneRows.FromLanes(_spectra.Im, Part(2)[_bins..], _bins, block);
                }
                int end = (1 + block) * _bins;
                Split(Part(0)[_bins..end], Part(1)[_bins..end], Part(2)[_bins..end]);
                Part(0)[end..].Clear();
                Part(1)[end..].Fill(1);
                Part(2)[end..].Clear();
            }
        }

        public void Dispose() => ArrayPool<double>.Shared.Return(_rented);

        /// <summary>magnitude = |re + i·im|; re, im ← (re + i·im) / magnitude.</summary>
        private static void Split(Span<double> magnitudes, Span<double> res, Span<double> ims)
        {
            int n = 0;
            ref double m = ref MemoryMarshal.GetReference(magnitudes), x = ref MemoryMarshal.GetReference(res), y = ref MemoryMarshal.GetReference(ims);
            for (; n + Vector<double>.Count <= magnitudes.Length; n += Vector<double>.Count)
            {
                Vector<double> re = Vector.LoadUnsafe(ref x, (nuint)n), im = Vector.LoadUnsafe(ref y, (nuint)n);
                var magnitude = Vector.SquareRoot(re * re + im * im);
                var zero = Vector.Equals(magnitude, Vector<double>.Zero);
                var inverse = Vector<double>.One / Vector.ConditionalSelect(zero, Vector<double>.One, magnitude);
                magnitude.StoreUnsafe(ref m, (nuint)n);
                Vector.ConditionalSelect(zero, Vector<double>.One, re * inverse).StoreUnsafe(ref x, (nuint)n);
                Vector.ConditionalSelect(zero, Vector<double>.Zero, im * inverse).StoreUnsafe(ref y, (nuint)n);
            }
            for (; n < magnitudes.Length; n++)
            {
                double magnitude = Math.Sqrt(res[n] * res[n] + ims[n] * ims[n]);
                magnitudes[n] = magnitude;
                (res[n], ims[n]) = magnitude == 0 ? (1, 0) : (res[n] / magnitude, ims[n] / magnitude);
            }
        }

        private Span<double> Part(int part) => _rented.AsSpan(part * Slots * _bins, Slots * _bins);

        private Span<double> Row(int part, int slot) => _rented.AsSpan((part * Slots + slot) * _bins, _bins);
    }
}
