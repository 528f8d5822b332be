using System.Buffers;
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
    public void Run(ReadOnlySpan<float> samples, Memory<float> output)
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
                Phasors.PlaceAndAdvance(
                    new(analysis.Magnitude(before), analysis.Re(before), analysis.Im(before)), new(analysis.Magnitude(before + 1), analysis.Re(before + 1), analysis.Im(before + 1)),
                    time - before, turnRe, turnIm, rowsRe.Slice(row * bins, bins), rowsIm.Slice(row * bins, bins));
            }
            LaneRows.ToLanes(rowsRe, lanesRe, bins, block);
            LaneRows.ToLanes(rowsIm, lanesIm, bins, block);
            synthesis.Add(lanesRe, lanesIm, block);
        }
        ArrayPool<double>.Shared.Return(rented);
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
                Phasors.Split(Part(0)[_bins..end], Part(1)[_bins..end], Part(2)[_bins..end]);
                Part(0)[end..].Clear();
                Part(1)[end..].Fill(1);
                Part(2)[end..].Clear();
            }
        }

        public void Dispose() => ArrayPool<double>.Shared.Return(_rented);

        private Span<double> Part(int part) => _rented.AsSpan(part * Slots * _bins, Slots * _bins);

        private Span<double> Row(int part, int slot) => _rented.AsSpan((part * Slots + slot) * _bins, _bins);
    }
}
