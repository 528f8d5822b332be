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
internal sealed unsafe class PhaseVocoder
{
    private readonly Stft _stft;
    private readonly double _rate;
    private readonly Pool<Memory> _memory;

    /// <param name="rate">Input frames to an output frame: above 1 faster, below 1 slower.</param>
    public PhaseVocoder(Stft stft, double rate) => (_stft, _rate, _memory) = (stft, rate, new(() => new(stft.Bins)));

    /// <summary>Mono signal [samples] → its stretched form, cut or filled with zeros to the output's length.</summary>
    public void Run(ReadOnlySpan<float> samples, Memory<float> output)
    {
        int frames = _stft.Frames.Count(samples.Length), stretched = (int)Math.Ceiling(frames / _rate), bins = _stft.Bins, loaded = 0;
        using var spectra = _stft.NewWorkspace();
        using var synthesis = _stft.NewSynthesis(stretched, output);
        var memory = _memory.Rent();
        for (int first = 0; first < stretched; first += Stft.Lanes)
        {
            int count = Math.Min(Stft.Lanes, stretched - first);
            for (var placement = new Phasors.Placement(); placement.End < count;)
            {
                int block = Place(ref placement, first, count);
                for (loaded = Math.Max(loaded, block); loaded * Stft.Lanes <= block * Stft.Lanes + placement.Before[placement.End - 1] + 1; loaded++) Load(samples, frames, loaded, spectra, memory);
                var window = memory.From(block);
                if (first + placement.First == 0) Start(window, memory.Turns);
                Phasors.Advance(window, placement, bins, memory.Turns.Pointer, memory.PlacedRe.Pointer, memory.PlacedIm.Pointer);
            }
            synthesis.Add(memory.PlacedRe.Span, memory.PlacedIm.Span, count);
        }
        _memory.Return(memory);
    }

    /// <summary>The next lanes of a block of output frames, as many as a window has the frames of.</summary>
    /// <returns>The block of input frames that the window starts with.</returns>
    private int Place(ref Phasors.Placement placement, int first, int count)
    {
        placement.First = placement.End;
        int block = (int)((first + placement.First) * _rate) / Stft.Lanes;
        for (; placement.End < count; placement.End++)
        {
            double time = (first + placement.End) * _rate;
            int before = (int)time - block * Stft.Lanes;
            if (before + 1 >= Phasors.Blocks * Stft.Lanes) break;
            (placement.Before[placement.End], placement.Late[placement.End]) = (before, time - (int)time);
        }
        return block;
    }

    /// <summary>The spectra of a block of input frames; those behind the last one are silent.</summary>
    private void Load(ReadOnlySpan<float> samples, int frames, int block, Stft.Workspace spectra, Memory memory)
    {
        int first = block * Stft.Lanes, count = Math.Clamp(frames - first, 0, Stft.Lanes);
        var (re, im) = memory.Block(block);
        if (count > 0)
        {
            _stft.Transform(_stft.Frames.Cut(samples, first, count, spectra.Padded), count, spectra);
            spectra.Write(re, im);
        }
        else
        {
            re.Span.Clear();
            im.Span.Clear();
        }
    }

    /// <summary>The phases of the first frame.</summary>
    private static void Start(in Phasors.Window window, AlignedBuffer turns)
    {
        for (int bin = 0; bin < turns.Length / 2; bin++)
        {
            var (re, im) = window.At(0, bin);
            (turns.Span[2 * bin], turns.Span[2 * bin + 1]) = Phasors.Unit(re, im);
        }
    }

    /// <summary>One thread's memory: the last blocks of input spectra, the phases so far, and a block of output spectra.</summary>
    private sealed class Memory(int bins)
    {
        public AlignedBuffer Turns { get; } = new(2 * bins);

        public AlignedBuffer PlacedRe { get; } = new(bins * Stft.Lanes);

        public AlignedBuffer PlacedIm { get; } = new(bins * Stft.Lanes);

        // Behind what is written, for it may help: where a load's address agrees with that of a store still under way in its last 12 bits, the processor lets it wait.
        private readonly AlignedBuffer[] _re = Buffers(bins), _im = Buffers(bins);

        public (AlignedBuffer Re, AlignedBuffer Im) Block(int block) => (_re[block % Phasors.Blocks], _im[block % Phasors.Blocks]);

        /// <summary>A block and those behind it.</summary>
        public Phasors.Window From(int block)
        {
            var ((re0, im0), (re1, im1), (re2, im2)) = (Block(block), Block(block + 1), Block(block + 2));
            return new() { Re0 = re0.Pointer, Re1 = re1.Pointer, Re2 = re2.Pointer, Im0 = im0.Pointer, Im1 = im1.Pointer, Im2 = im2.Pointer };
        }

        private static AlignedBuffer[] Buffers(int bins) => [new(bins * Stft.Lanes), new(bins * Stft.Lanes), new(bins * Stft.Lanes)];
    }
}
