using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// The likeliest sequence of states, each a pitch bin, voiced (0 .. bins − 1) or not (bins .. 2·bins − 1). A frame changes the pitch by a triangular distribution over
/// neighbouring bins, and whether it is voiced with a fixed probability.
/// </summary>
/// <remarks>
/// Computes librosa.sequence.viterbi, where every other transition has probability 2.2e-308 instead of 0 and is taken when all else is as impossible, without its dense
/// matrices: the best predecessor is sought in the band of the triangle, by offset, for a vector of states at once; one outside the band is the best of all. Which
/// predecessor it was is found again only along the path. Of long signals, the values are kept at the start of every chunk and computed again within it. Holds only read-only tables and memory that is not in use.
/// </remarks>
internal sealed class PyinViterbi
{
    private const int ChunkFrames = 256;

    /// <summary>Vectors of states whose maxima are sought at once, so that the additions of one wait for nothing of another.</summary>
    private const int TileVectors = 8;

    /// <summary>States of a tile.</summary>
    internal static readonly int Tile = TileVectors * Vector<double>.Count;

    private static readonly double Impossible = Math.Log(PyinCandidates.Least);

    private readonly int _bins;
    private readonly int _firstOffset;        // target − source, the least in the band
    private readonly double[] _band;          // [width]: ln of the triangle, from the largest offset down
    private readonly double[] _rowLogarithms; // [bins]: ln of what the triangle of a source sums to inside the bins
    private readonly double _stay, _switch;
    private readonly Pool<Workspace> _workspaces;

    public PyinViterbi(int bins, int width, double switchProbability)
    {
        (_bins, _stay, _switch) = (bins, Math.Log(1 - switchProbability), Math.Log(switchProbability));
        // A triangle of even width has two highest values: which of them is in the middle, librosa's centring decides by the number of bins.
        _firstOffset = width % 2 == 1 ? -(width / 2) : bins % 2 == 0 ? 1 - width / 2 : -width / 2;
        double[] triangle = new double[width];
        for (int i = 0; i < width; i++) triangle[i] = Math.Min(i, width - 1 - i) is var step && width % 2 == 1 ? 2.0 * (step + 1) / (width + 1) : (2.0 * step + 1) / width;
        _rowLogarithms = new double[bins];
        for (int source = 0; source < bins; source++)
        {
            double sum = 0;
            for (int i = 0; i < width; i++)
                if (source + _firstOffset + i is var target && target >= 0 && target < bins) sum += triangle[i];
            _rowLogarithms[source] = Math.Log(sum);
        }
        _band = Array.ConvertAll(triangle, Math.Log);
        Array.Reverse(_band);
        _workspaces = new(() => new(bins, width, LastOffset));
    }

    /// <summary>Target − source, the most in the band; not negative. Sources are stored behind so many bins that there are not, for the first target to look into.</summary>
    private int LastOffset => _firstOffset + _band.Length - 1;

    /// <param name="states">[frames]: where they go.</param>
    public void Decode(PyinObservations observations, Span<int> states)
    {
        int frames = observations.Frames, row = 2 * _bins, chunks = (frames + ChunkFrames - 1) / ChunkFrames;
        double[] starts = ArrayPool<double>.Shared.Rent(checked(chunks * row)), values = ArrayPool<double>.Shared.Rent(Math.Min(ChunkFrames, frames) * row);
        var workspace = _workspaces.Rent();

        for (int chunk = 0; chunk < chunks; chunk++)
        {
            var start = starts.AsSpan(chunk * row, row);
            if (chunk == 0) Start(observations, start);
            else Step(observations, chunk * ChunkFrames, Row(values, ChunkFrames - 1), start, workspace);
            Fill(observations, chunk, start, values, workspace);
        }
        for (int chunk = chunks - 1; chunk >= 0; chunk--)
        {
            if (chunk < chunks - 1) Fill(observations, chunk, starts.AsSpan(chunk * row, row), values, workspace);
            int first = chunk * ChunkFrames, last = Math.Min(first + ChunkFrames, frames) - 1;
            states[last] = last == frames - 1 ? IndexOfMaximum(Row(values, last - first)) : Predecessor(Row(values, last - first), states[last + 1]);
            for (int frame = last - 1; frame >= first; frame--) states[frame] = Predecessor(Row(values, frame - first), states[frame + 1]);
        }
        _workspaces.Return(workspace);
        ArrayPool<double>.Shared.Return(starts);
        ArrayPool<double>.Shared.Return(values);
    }

    /// <summary>ln of the probability of the best path to each state [2 · bins] of a frame of the chunk.</summary>
    private Span<double> Row(double[] values, int frame) => values.AsSpan(frame * 2 * _bins, 2 * _bins);

    /// <summary>The rows of a chunk, the first of which is given.</summary>
    private void Fill(PyinObservations observations, int chunk, ReadOnlySpan<double> start, double[] values, Workspace workspace)
    {
        int first = chunk * ChunkFrames, count = Math.Min(ChunkFrames, observations.Frames - first);
        start.CopyTo(Row(values, 0));
        for (int i = 1; i < count; i++) Step(observations, first + i, Row(values, i - 1), Row(values, i), workspace);
    }

    private void Start(PyinObservations observations, Span<double> to)
    {
        double uniform = Math.Log(1.0 / (2 * _bins));
        to[.._bins].Fill(Impossible + uniform);
        to[_bins..].Fill(observations.Unvoiced[0] + uniform);
        ReadOnlySpan<int> bins = observations.Bins(0);
        ReadOnlySpan<double> voiced = observations.Voiced(0);
        for (int i = 0; i < bins.Length; i++) to[bins[i]] = voiced[i] + uniform;
    }

    private void Step(PyinObservations observations, int frame, ReadOnlySpan<double> from, Span<double> to, Workspace workspace)
    {
        double elsewhere = TensorPrimitives.Max(from) + Impossible;
        TensorPrimitives.Subtract(from[.._bins], _rowLogarithms, workspace.Voiced.AsSpan(LastOffset));
        TensorPrimitives.Subtract(from[_bins..], _rowLogarithms, workspace.Unvoiced.AsSpan(LastOffset));
        BandMaxima(workspace.Unvoiced, _band, workspace.BestUnvoiced);
        VoicedMaxima(elsewhere, workspace);

        ReadOnlySpan<int> bins = observations.Bins(frame);
        ReadOnlySpan<double> logarithms = observations.Voiced(frame);
        for (int i = 0; i < bins.Length; i++) workspace.Observed[bins[i]] = logarithms[i];
        Combine(workspace, observations.Unvoiced[frame], elsewhere, to);
        foreach (int bin in bins) workspace.Observed[bin] = Impossible;
    }

    /// <summary>to[j] = the best predecessor's value with its transition + the observation's, for both voicings.</summary>
    private void Combine(Workspace workspace, double unvoiced, double elsewhere, Span<double> to)
    {
        ref double voicedFrom = ref MemoryMarshal.GetArrayDataReference(workspace.BestVoiced), unvoicedFrom = ref MemoryMarshal.GetArrayDataReference(workspace.BestUnvoiced);
        ref double observed = ref MemoryMarshal.GetArrayDataReference(workspace.Observed), target = ref MemoryMarshal.GetReference(to);
        Vector<double> stay = new(_stay), change = new(_switch), least = new(elsewhere), all = new(unvoiced);
        int j = 0;
        for (; j <= _bins - Vector<double>.Count; j += Vector<double>.Count)
        {
            Vector<double> v = Vector.LoadUnsafe(ref voicedFrom, (nuint)j), u = Vector.LoadUnsafe(ref unvoicedFrom, (nuint)j);
            (Greater(Greater(v + stay, u + change), least) + Vector.LoadUnsafe(ref observed, (nuint)j)).StoreUnsafe(ref target, (nuint)j);
            (Greater(Greater(v + change, u + stay), least) + all).StoreUnsafe(ref target, (nuint)(_bins + j));
        }
        for (; j < _bins; j++)
        {
            double v = workspace.BestVoiced[j], u = workspace.BestUnvoiced[j];
            to[j] = Math.Max(Math.Max(v + _stay, u + _switch), elsewhere) + workspace.Observed[j];
            to[_bins + j] = Math.Max(Math.Max(v + _switch, u + _stay), elsewhere) + unvoiced;
        }
    }

    /// <summary>
    /// Of the voiced states, few come from anything possible, and one that is worth no more than any state's worth to any other changes nothing, as no transition adds to it: only
    /// targets that see a better one are computed.
    /// </summary>
    private void VoicedMaxima(double elsewhere, Workspace workspace)
    {
        ReadOnlySpan<double> voiced = workspace.Voiced.AsSpan(LastOffset, _bins);
        int first = 0, last = _bins - 1;
        while (first <= last && voiced[first] <= elsewhere) first++;
        while (last >= first && voiced[last] <= elsewhere) last--;
        Span<double> best = workspace.BestVoiced;
        best.Fill(double.NegativeInfinity);
        if (first > last) return;
        int from = Math.Clamp(first + _firstOffset, 0, _bins - 1) / Tile * Tile, end = Math.Min(_bins, last + LastOffset + 1);
        BandMaxima(workspace.Voiced.AsSpan(from), _band, best[from..((end + Tile - 1) / Tile * Tile)]);
    }

    /// <summary>best[j] = the maximum of source[j + i] + band[i] over i.</summary>
    /// <param name="source">[≥ best + band − 1].</param>
    /// <param name="best">[a multiple of a tile].</param>
    internal static void BandMaxima(ReadOnlySpan<double> source, ReadOnlySpan<double> band, Span<double> best)
    {
        ref double from = ref MemoryMarshal.GetReference(source), to = ref MemoryMarshal.GetReference(best);
        nuint lanes = (nuint)Vector<double>.Count;
        for (nuint j = 0; j < (nuint)best.Length; j += TileVectors * lanes)
        {
            Vector<double> best0 = new(double.NegativeInfinity), best1 = best0, best2 = best0, best3 = best0, best4 = best0, best5 = best0, best6 = best0, best7 = best0;
            for (int i = 0; i < band.Length; i++)
            {
                var weight = new Vector<double>(band[i]);
                nuint at = j + (nuint)i;
                best0 = Greater(best0, Vector.LoadUnsafe(ref from, at) + weight);
                best1 = Greater(best1, Vector.LoadUnsafe(ref from, at + lanes) + weight);
                best2 = Greater(best2, Vector.LoadUnsafe(ref from, at + 2 * lanes) + weight);
                best3 = Greater(best3, Vector.LoadUnsafe(ref from, at + 3 * lanes) + weight);
                best4 = Greater(best4, Vector.LoadUnsafe(ref from, at + 4 * lanes) + weight);
                best5 = Greater(best5, Vector.LoadUnsafe(ref from, at + 5 * lanes) + weight);
                best6 = Greater(best6, Vector.LoadUnsafe(ref from, at + 6 * lanes) + weight);
                best7 = Greater(best7, Vector.LoadUnsafe(ref from, at + 7 * lanes) + weight);
            }
            best0.StoreUnsafe(ref to, j);
            best1.StoreUnsafe(ref to, j + lanes);
            best2.StoreUnsafe(ref to, j + 2 * lanes);
            best3.StoreUnsafe(ref to, j + 3 * lanes);
            best4.StoreUnsafe(ref to, j + 4 * lanes);
            best5.StoreUnsafe(ref to, j + 5 * lanes);
            best6.StoreUnsafe(ref to, j + 6 * lanes);
            best7.StoreUnsafe(ref to, j + 7 * lanes);
        }
    }

    internal static void BandMaximaReference(ReadOnlySpan<double> source, ReadOnlySpan<double> band, Span<double> best)
    {
        for (int j = 0; j < best.Length; j++)
        {
            best[j] = double.NegativeInfinity;
            for (int i = 0; i < band.Length; i++) best[j] = Math.Max(best[j], source[j + i] + band[i]);
        }
    }

    /// <summary>The larger of numbers that are never NaN.</summary>
    private static Vector<double> Greater(Vector<double> a, Vector<double> b) => Vector.MaxNative(a, b);

    /// <summary>The state of the frame before, whose values are given, on the best path to a state; of several, the first.</summary>
    private int Predecessor(ReadOnlySpan<double> from, int state)
    {
        bool voiced = state < _bins;
        int target = voiced ? state : state - _bins, first = Math.Max(0, target - LastOffset), end = Math.Min(_bins, target - _firstOffset + 1);
        int fromVoiced = BestInBand(from[.._bins], target, first, end, out double v), fromUnvoiced = BestInBand(from[_bins..], target, first, end, out double u);
        (v, u) = voiced ? (v + _stay, u + _switch) : (v + _switch, u + _stay);
        int any = IndexOfMaximum(from);
        return from[any] + Impossible > Math.Max(v, u) ? any : v >= u ? fromVoiced : _bins + fromUnvoiced;
    }

    private int BestInBand(ReadOnlySpan<double> from, int target, int first, int end, out double best)
    {
        (int place, best) = (first, double.NegativeInfinity);
        for (int source = first; source < end; source++)
        {
            double value = from[source] - _rowLogarithms[source] + _band[LastOffset - (target - source)];
            if (value > best) (place, best) = (source, value);
        }
        return place;
    }

    private static int IndexOfMaximum(ReadOnlySpan<double> values) => TensorPrimitives.IndexOfMax(values);

    /// <summary>One thread's memory. Between uses, its sources are −∞ on both sides and nothing is observed.</summary>
    private sealed class Workspace
    {
        public Workspace(int bins, int width, int margin)
        {
            int targets = (bins + Tile - 1) / Tile * Tile;
            (BestVoiced, BestUnvoiced, Observed) = (new double[targets], new double[targets], new double[bins]);
            (Voiced, Unvoiced) = (new double[margin + targets + width], new double[margin + targets + width]);
            Array.Fill(Voiced, double.NegativeInfinity);
            Array.Fill(Unvoiced, double.NegativeInfinity);
            Array.Fill(Observed, Impossible);
        }

        /// <summary>The values of the frame before, less the logarithms of their rows, with nothing (−∞) on both sides.</summary>
        public double[] Voiced { get; }

        public double[] Unvoiced { get; }

        /// <summary>Of each target, the best value in its band.</summary>
        public double[] BestVoiced { get; }

        public double[] BestUnvoiced { get; }

        /// <summary>ln of the probability of each voiced state of the frame.</summary>
        public double[] Observed { get; }
    }
}
