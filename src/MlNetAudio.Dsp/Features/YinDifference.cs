using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// How much a frame differs from itself shifted by k samples: d(k) = 2·(r(0) − r(k)) − Σ x[m]² for m below k, r being the autocorrelation of the whole frame; divided by the
/// mean of d(1) .. d(k), so that it starts at 1 and falls towards 0 at the period of a periodic signal.
/// </summary>
/// <remarks>De Cheveigné and Kawahara 2002, equation 8, as librosa 0.11 computes it. Holds only read-only tables and memory that is not in use.</remarks>
internal sealed unsafe class YinDifference
{
    /// <summary>Frames taken in at once, at most.</summary>
    public const int BlockFrames = Stft.Lanes;

    private readonly int _longest;
    private readonly LaneRealFft _fft;   // long enough that no lag looked at meets the frame's other end
    private readonly double[] _lags;
    private readonly Pool<Workspace> _workspaces;

    /// <exception cref="ArgumentException">The options do not go together.</exception>
    public YinDifference(PitchOptions options)
    {
        Frames = options.Frames();
        (ShortestPeriod, _longest) = (options.ShortestPeriod, options.LongestPeriod);
        Lags = _longest - ShortestPeriod + 1;
        double[] window = new double[FastLength(Frames.FrameLength + _longest)];
        window.AsSpan(0, Frames.FrameLength).Fill(1);
        _fft = LaneRealFft.Create(window);
        _lags = new double[Lags];
        for (int i = 0; i < Lags; i++) _lags[i] = ShortestPeriod + i;
        _workspaces = new(() => new(this));
    }

    public FrameGrid Frames { get; }

    /// <summary>Samples: the lag of the first value.</summary>
    public int ShortestPeriod { get; }

    /// <summary>Values of a frame: one for each lag from the shortest to the longest period; at least 2.</summary>
    public int Lags { get; }

    /// <summary>Memory for one thread, dispose of it to give it back.</summary>
    public Workspace NewWorkspace() => _workspaces.Rent().Opened();

    /// <summary>Takes a block of frames in, of which <see cref="Of"/> then tells one by one.</summary>
    /// <param name="samples">Frame i starts at [i · hop].</param>
    /// <param name="frames">1 .. <see cref="BlockFrames"/>.</param>
    public void Begin(ReadOnlySpan<float> samples, int frames, Workspace workspace)
    {
        // Behind every frame stand as many samples as its transform is longer, whatever they are: the window leaves them out.
        Span<float> block = workspace.Samples;
        samples[..Frames.Span(frames)].CopyTo(block);
        block[Frames.Span(frames)..].Clear();
        Span<double> autocorrelations = workspace.Autocorrelations.Span;
        autocorrelations.Clear();
        fixed (float* first = block)
        {
            float** signals = stackalloc float*[BlockFrames];
            for (int i = 0; i < BlockFrames; i++) signals[i] = first + Math.Min(i, frames - 1) * Frames.HopLength;
            _fft.Begin(signals, workspace.Work.Pointer);
        }

        // The transform of the power spectrum back is the autocorrelation.
        _fft.Power(workspace.Work.Pointer, workspace.Power.Pointer);
        _fft.AddInverse(workspace.Power.Pointer, workspace.Zeros.Pointer, workspace.Work.Pointer, workspace.Autocorrelations.Pointer, _fft.Length);
    }

    /// <param name="samples">Of the block.</param>
    /// <param name="frame">Its number in the block.</param>
    /// <returns>[Lags], in the workspace.</returns>
    public ReadOnlySpan<double> Of(ReadOnlySpan<float> samples, int frame, Workspace workspace)
    {
        ReadOnlySpan<float> signal = samples.Slice(frame * Frames.HopLength, Frames.FrameLength);
        ReadOnlySpan<double> autocorrelation = workspace.Autocorrelation(frame);
        double total = autocorrelation[0], energy = 0, sum = 0;
        double[] difference = workspace.Difference, sums = workspace.Sums;
        for (int k = 1; k <= _longest; k++)
        {
            double before = signal[k - 1];
            energy += before * before;
            double d = 2 * (total - autocorrelation[k]) - energy;
            sum += d;
            if (k < ShortestPeriod) continue;
            (difference[k - ShortestPeriod], sums[k - ShortestPeriod]) = (d, sum);
        }
        TensorPrimitives.Divide(sums, _lags, sums);
        TensorPrimitives.Add(sums, 2.2250738585072014e-308, sums);   // the smallest normal number: silence is 0, not NaN
        TensorPrimitives.Divide(difference, sums, difference);
        return difference;
    }

    /// <summary>How far from its lag, in −1..1, a parabola through it and its neighbours is lowest; 0 at both ends, and where that is further away.</summary>
    public static double ParabolicShift(ReadOnlySpan<double> difference, int index)
    {
        if (index == 0 || index == difference.Length - 1) return 0;
        double curve = difference[index + 1] + difference[index - 1] - 2 * difference[index], slope = (difference[index + 1] - difference[index - 1]) / 2;
        return Math.Abs(slope) >= Math.Abs(curve) ? 0 : -slope / curve;
    }

    /// <summary>The indices of values below the one to the left and not above the one to the right; at both ends, below the only neighbour.</summary>
    /// <param name="difference">[at least 2].</param>
    /// <param name="indices">Room for as many as values.</param>
    /// <returns>How many there are.</returns>
    public static int FindTroughs(ReadOnlySpan<double> difference, Span<int> indices)
    {
        int count = 0, last = difference.Length - 1, i = 1;
        if (difference[0] < difference[1]) indices[count++] = 0;
        ref double from = ref MemoryMarshal.GetReference(difference);
        for (; i + Vector256<double>.Count <= last; i += Vector256<double>.Count)
        {
            var here = Vector256.LoadUnsafe(ref from, (nuint)i);
            var trough = Vector256.LessThan(here, Vector256.LoadUnsafe(ref from, (nuint)(i - 1))) & Vector256.LessThanOrEqual(here, Vector256.LoadUnsafe(ref from, (nuint)(i + 1)));
            for (uint bits = trough.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) indices[count++] = i + BitOperations.TrailingZeroCount(bits);
        }
        for (; i < last; i++)
            if (difference[i] < difference[i - 1] && difference[i] <= difference[i + 1]) indices[count++] = i;
        if (difference[last] < difference[last - 1]) indices[count++] = last;
        return count;
    }

    /// <summary>The least even 2^a·3^b·5^c of at least that many samples with at most one factor of 3 and one of 5, which slow a transform down.</summary>
    private static int FastLength(int atLeast)
    {
        int best = int.MaxValue;
        foreach (int odd in (ReadOnlySpan<int>)[1, 3, 5, 15])
        {
            long length = 2L * odd;
            while (length < atLeast) length *= 2;
            best = (int)Math.Min(best, length);
        }
        return best;
    }

    /// <summary>One thread's memory.</summary>
    internal sealed class Workspace(YinDifference owner) : IDisposable
    {
        private bool _idle = true;

        /// <summary>The block's samples, and as many behind them as a transform is longer than a frame.</summary>
        public float[] Samples { get; } = new float[checked((BlockFrames - 1) * owner.Frames.HopLength + owner._fft.Length)];

        /// <summary>[bins, lanes].</summary>
        public AlignedBuffer Power { get; } = new(owner._fft.Bins * BlockFrames);

        /// <summary>Imaginary parts [bins, lanes] that a power spectrum does not have.</summary>
        public AlignedBuffer Zeros { get; } = new(owner._fft.Bins * BlockFrames);

        public AlignedBuffer Work { get; } = new(owner._fft.WorkLength);

        /// <summary>[frames, transform].</summary>
        public AlignedBuffer Autocorrelations { get; } = new(BlockFrames * owner._fft.Length);

        public double[] Difference { get; } = new double[owner.Lags];

        public double[] Sums { get; } = new double[owner.Lags];

        /// <summary>Room [Lags] for the indices of troughs.</summary>
        public int[] Troughs { get; } = new int[owner.Lags];

        /// <summary>[longest period + 1] of a frame of the block.</summary>
        public Span<double> Autocorrelation(int frame) => Autocorrelations.Span.Slice(frame * owner._fft.Length, owner._longest + 1);

        internal Workspace Opened()
        {
            _idle = false;
            return this;
        }

        public void Dispose()
        {
            if (_idle) return;
            _idle = true;
            owner._workspaces.Return(this);
        }
    }
}
