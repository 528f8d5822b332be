using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>√(Σ x² / frameLength) of frames. Where the hop and the frame have a divisor of some length, blocks of that length are summed once and shared by the frames over them.</summary>
internal sealed class RmsFeature : FrameFeature
{
    /// <summary>Partial sums, whatever the machine's vectors: the result must not depend on them.</summary>
    private const int PartialSums = 16;

    /// <summary>Samples; below, sharing costs more than it saves.</summary>
    private const int ShortestBlock = 32;

    private readonly int _block;
    private readonly Pool<Workspace> _workspaces;

    public RmsFeature(FrameGrid frames) : base(frames, 1)
    {
        (_block, BlockFrames) = (BlockLength(frames), Math.Clamp(8192 / frames.HopLength, 1, 64));
        int blocks = frames.Span(BlockFrames) / _block;
        _workspaces = new(() => new(this, blocks));
    }

    public override int BlockFrames { get; }

    public override IDisposable NewWorkspace() => _workspaces.Rent();

    public override void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace)
    {
        int length = Frames.FrameLength, hop = Frames.HopLength;
        if (_block == length)
        {
            for (int i = 0; i < frames; i++) values[i] = Math.Sqrt(SumOfSquares(samples.Slice(i * hop, length)) / length);
            return;
        }
        Span<double> sums = ((Workspace)workspace).Sums.AsSpan(0, Frames.Span(frames) / _block);
        for (int b = 0; b < sums.Length; b++) sums[b] = SumOfSquares(samples.Slice(b * _block, _block));
        for (int i = 0; i < frames; i++)
        {
            double sum = 0;
            foreach (double part in sums.Slice(i * (hop / _block), length / _block)) sum += part;
            values[i] = Math.Sqrt(sum / length);
        }
    }

    /// <summary>Σ x² in <see cref="PartialSums"/> interleaved sums: of x[0], x[16], x[32] … and so on. The square of a float is exact in double, so that a fused multiply-add would not change it.</summary>
    internal static double SumOfSquares(ReadOnlySpan<float> samples)
    {
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        ref float from = ref MemoryMarshal.GetReference(samples);
        int whole = samples.Length - samples.Length % PartialSums;
        for (int n = 0; n < whole; n += PartialSums) Add(ref from, n, ref sum0, ref sum1, ref sum2, ref sum3);
        if (whole < samples.Length)
        {
            Span<float> rest = stackalloc float[PartialSums];
            rest.Clear();
            samples[whole..].CopyTo(rest);
            Add(ref MemoryMarshal.GetReference(rest), 0, ref sum0, ref sum1, ref sum2, ref sum3);
        }
        var sum = sum0 + sum1 + (sum2 + sum3);
        return sum[0] + sum[1] + (sum[2] + sum[3]);
    }

    internal static double SumOfSquaresReference(ReadOnlySpan<float> samples)
    {
        double[] sums = new double[PartialSums];
        for (int n = 0; n < samples.Length; n++) sums[n % PartialSums] += (double)samples[n] * samples[n];
        double[] sum = new double[4];
        for (int i = 0; i < 4; i++) sum[i] = sums[i] + sums[4 + i] + (sums[8 + i] + sums[12 + i]);
        return sum[0] + sum[1] + (sum[2] + sum[3]);
    }

    private static void Add(ref float from, int n, ref Vector256<double> sum0, ref Vector256<double> sum1, ref Vector256<double> sum2, ref Vector256<double> sum3)
    {
        var (a, b) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)n));
        var (c, d) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)n + 8));
        sum0 += a * a;
        sum1 += b * b;
        sum2 += c * c;
        sum3 += d * d;
    }

    private static int BlockLength(FrameGrid frames)
    {
        int block = GreatestCommonDivisor(frames.FrameLength, frames.HopLength);
        return frames.HopLength < frames.FrameLength && block >= ShortestBlock ? block : frames.FrameLength;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    /// <summary>Sums of the blocks of a span of frames.</summary>
    private sealed class Workspace(RmsFeature owner, int blocks) : IDisposable
    {
        public double[] Sums { get; } = new double[blocks];

        public void Dispose() => owner._workspaces.Return(this);
    }
}
