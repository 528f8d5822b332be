using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// output[o, t] = bias[o] + Σ_c,j weights[o, c, j] · input[c, t + offsets[j]], zero where that lies outside: a convolution along time of a few channels. Vectors hold steps and rows are read where
/// they lie, so nothing is packed but the weights. Works on one block of steps at a time; with the offsets negated and channels swapped it is the gradient by its input.
/// </summary>
/// <param name="offsets">Of each tap of the kernel, in steps.</param>
/// <param name="longest">Steps of a block at most.</param>
internal sealed unsafe class TimeConvolution(int channels, int outChannels, int[] offsets, int longest)
{
    /// <summary>Weights above this many are better multiplied as packed panels: here they are read anew for every tile of steps.</summary>
    public const int MaxWeights = 4096;

    private readonly int _least = offsets.Min(), _span = offsets.Max() - offsets.Min();

    /// <summary>Channels × taps of the kernel: the depth of the packed weights.</summary>
    public int Taps { get; } = channels * offsets.Length;

    /// <summary>Floats of scratch memory for one block.</summary>
    public long ScratchLength => (long)channels * PaddedSteps;

    private int PaddedSteps => longest + _span;

    private static int TileSteps => Vector512.IsHardwareAccelerated ? 4 * Vector512<float>.Count : 2 * Vector<float>.Count;

    /// <summary>Rows of the input that one tile of the weight gradient takes.</summary>
    private static int TileTaps => Vector512.IsHardwareAccelerated ? 4 : 2;

    /// <summary>Weights [count, channels, taps of the kernel] as rows of A, from row <paramref name="first"/> on.</summary>
    /// <param name="target">Rows that fill the last panel stay as they are: zero.</param>
    public void PackWeights(float* weights, int count, Panels target, int first)
    {
        for (int row = first; row < first + count; row++, weights += Taps)
        {
            float* at = target.AtRow(row / Panels.Rows * Panels.Rows).Data + row % Panels.Rows;
            for (int k = 0; k < Taps; k++) at[k * Panels.Rows] = weights[k];
        }
    }

    /// <summary>
    /// Where this is the gradient by the input of another convolution: that one's weights [count, outChannels, taps of the kernel], whose outputs are the channels from <paramref name="first"/> on here.
    /// </summary>
    /// <param name="target"><inheritdoc cref="PackWeights"/></param>
    public void PackAdjoint(float* weights, int count, Panels target, int first)
    {
        int kernel = offsets.Length;
        for (int row = 0; row < outChannels; row++)
        {
            float* at = target.AtRow(row / Panels.Rows * Panels.Rows).Data + row % Panels.Rows + first * kernel * Panels.Rows;
            for (int k = 0; k < count * kernel; k++) at[k * Panels.Rows] = weights[(k / kernel * outChannels + row) * kernel + k % kernel];
        }
    }

    /// <summary>Steps <paramref name="first"/> to first + length − 1 of the output.</summary>
    /// <param name="weights">[outChannels] rows of A, depth: <see cref="Taps"/>.</param>
    /// <param name="bias">[outChannels], rounded up to whole panels.</param>
    /// <param name="output">From the block's first step on.</param>
    public void Forward(TimeRows input, int first, int length, Panels weights, float* bias, TimeRows output, float* scratch)
    {
        nint* rows = stackalloc nint[Taps];
        Rows(input, first, length, rows, scratch);
        if (length < TileSteps)
        {
            ForwardNarrow(weights, rows, bias, output, length);
            return;
        }
        for (int t = 0; t < length; t += TileSteps)
        {
            int start = Math.Min(t, length - TileSteps);   // the last tile reaches back over steps that are done
            for (int channel = 0; channel < outChannels; channel += Panels.Rows)
            {
                float* target = output.Row(channel) + start;
                if (Vector512.IsHardwareAccelerated) Tile512(weights.AtRow(channel).Data, rows, Taps, start, bias + channel, target, output.Stride, outChannels - channel);
                else TilePortable(weights.AtRow(channel).Data, rows, Taps, start, bias + channel, target, output.Stride, outChannels - channel);
            }
        }
    }

    /// <summary>sums[o, c, j] += Σ_t gradient[o, t] · input[c, t + offsets[j]] over the steps of a block.</summary>
    /// <param name="gradient">[outChannels] from the block's first step on.</param>
    public void AddWeightGradient(TimeRows input, int first, int length, TimeRows gradient, float* sums, float* scratch)
    {
        int whole = length / Vector512<float>.Count * Vector512<float>.Count;
        nint* rows = stackalloc nint[Taps], tapRows = stackalloc nint[4], gradientRows = stackalloc nint[4];
        float* products = stackalloc float[16];
        Rows(input, first, length, rows, scratch);
        for (int channel = 0; channel < outChannels; channel += 4)
        {
            for (int i = 0; i < 4; i++) gradientRows[i] = (nint)gradient.Row(Math.Min(channel + i, outChannels - 1));
            for (int tap = 0; tap < Taps; tap += TileTaps)
            {
                for (int j = 0; j < TileTaps; j++) tapRows[j] = rows[Math.Min(tap + j, Taps - 1)];
                if (Vector512.IsHardwareAccelerated) Dots512(gradientRows, tapRows, whole, products);
                else DotsPortable(gradientRows, tapRows, whole, products);
                for (int i = 0; i < Math.Min(4, outChannels - channel); i++)
                    for (int j = 0; j < Math.Min(TileTaps, Taps - tap); j++)
                    {
                        float sum = products[i * TileTaps + j];
                        for (int t = whole; t < length; t++) sum += ((float*)gradientRows[i])[t] * ((float*)tapRows[j])[t];
                        sums[(channel + i) * Taps + tap + j] += sum;
                    }
            }
        }
    }

    /// <summary>sums[o] += Σ_t gradient[o, t] over the steps of a block.</summary>
    /// <param name="gradient">[outChannels] from the block's first step on.</param>
    public void AddBiasGradient(TimeRows gradient, int length, float* sums)
    {
        for (int channel = 0; channel < outChannels; channel++) sums[channel] += TensorPrimitives.Sum(new ReadOnlySpan<float>(gradient.Row(channel), length));
    }

    /// <summary>Straight from the definition, weights [outChannels, channels, taps], input [channels, steps], output [outChannels, outSteps].</summary>
    internal void ForwardReference(ReadOnlySpan<float> input, int steps, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output, int outSteps)
    {
        for (int o = 0; o < outChannels; o++)
            for (int t = 0; t < outSteps; t++)
            {
                double sum = bias[o];
                for (int k = 0; k < Taps; k++) sum += (double)weights[o * Taps + k] * ValueReference(input, steps, k, t);
                output[o * outSteps + t] = (float)sum;
            }
    }

    internal void WeightGradientReference(ReadOnlySpan<float> input, int steps, ReadOnlySpan<float> gradient, int outSteps, Span<float> sums)
    {
        for (int o = 0; o < outChannels; o++)
            for (int k = 0; k < Taps; k++)
            {
                double sum = 0;
                for (int t = 0; t < outSteps; t++) sum += (double)gradient[o * outSteps + t] * ValueReference(input, steps, k, t);
                sums[o * Taps + k] = (float)sum;
            }
    }

    private float ValueReference(ReadOnlySpan<float> input, int steps, int k, int t)
    {
        int at = t + offsets[k % offsets.Length];
        return at < 0 || at >= steps ? 0 : input[k / offsets.Length * steps + at];
    }

    /// <summary>Where each tap meets the block's first step: in the input itself, or in a copy with zeros around where the block looks over the input's ends.</summary>
    private void Rows(TimeRows input, int first, int length, nint* rows, float* scratch)
    {
        int start = first + _least, count = length + _span;
        bool isInside = start >= 0 && start + count <= input.Steps;
        if (!isInside)
        {
            int from = Math.Clamp(start, 0, input.Steps), to = Math.Clamp(start + count, from, input.Steps);
            for (int channel = 0; channel < channels; channel++)
            {
                var padded = new Span<float>(scratch + (long)channel * PaddedSteps, count);
                padded.Clear();
                new ReadOnlySpan<float>(input.Row(channel) + from, to - from).CopyTo(padded[Math.Min(from - start, count)..]);
            }
        }
        for (int k = 0; k < Taps; k++)
        {
            int channel = k / offsets.Length, offset = offsets[k % offsets.Length];
            rows[k] = (nint)(isInside ? input.Row(channel) + first + offset : scratch + (long)channel * PaddedSteps + offset - _least);
        }
    }

    private void ForwardNarrow(Panels weights, nint* rows, float* bias, TimeRows output, int length)
    {
        for (int channel = 0; channel < outChannels; channel++)
            for (int t = 0; t < length; t++)
            {
                float* row = weights.AtRow(channel / Panels.Rows * Panels.Rows).Data + channel % Panels.Rows;
                float sum = bias[channel];
                for (int k = 0; k < Taps; k++) sum += row[k * Panels.Rows] * ((float*)rows[k])[t];
                output.Row(channel)[t] = sum;
            }
    }

    /// <summary>4 channels × 64 steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile512(float* weights, nint* rows, int taps, long start, float* bias, float* target, long stride, int count)
    {
        Vector512<float>
            s0A = Vector512.Create(bias[0]), s0B = s0A, s0C = s0A, s0D = s0A,
            s1A = Vector512.Create(bias[1]), s1B = s1A, s1C = s1A, s1D = s1A,
            s2A = Vector512.Create(bias[2]), s2B = s2A, s2C = s2A, s2D = s2A,
            s3A = Vector512.Create(bias[3]), s3B = s3A, s3C = s3A, s3D = s3A;
        for (int k = 0; k < taps; k++, weights += Panels.Rows)
        {
            float* row = (float*)rows[k] + start;
            Vector512<float> a = Vector512.Load(row), b = Vector512.Load(row + 16), c = Vector512.Load(row + 2 * 16), d = Vector512.Load(row + 3 * 16), w;
            w = Vector512.Create(weights[0]); s0A = Vector512.FusedMultiplyAdd(w, a, s0A); s0B = Vector512.FusedMultiplyAdd(w, b, s0B); s0C = Vector512.FusedMultiplyAdd(w, c, s0C); s0D = Vector512.FusedMultiplyAdd(w, d, s0D);
            w = Vector512.Create(weights[1]); s1A = Vector512.FusedMultiplyAdd(w, a, s1A); s1B = Vector512.FusedMultiplyAdd(w, b, s1B); s1C = Vector512.FusedMultiplyAdd(w, c, s1C); s1D = Vector512.FusedMultiplyAdd(w, d, s1D);
            w = Vector512.Create(weights[2]); s2A = Vector512.FusedMultiplyAdd(w, a, s2A); s2B = Vector512.FusedMultiplyAdd(w, b, s2B); s2C = Vector512.FusedMultiplyAdd(w, c, s2C); s2D = Vector512.FusedMultiplyAdd(w, d, s2D);
            w = Vector512.Create(weights[3]); s3A = Vector512.FusedMultiplyAdd(w, a, s3A); s3B = Vector512.FusedMultiplyAdd(w, b, s3B); s3C = Vector512.FusedMultiplyAdd(w, c, s3C); s3D = Vector512.FusedMultiplyAdd(w, d, s3D);
        }
        Store(target, s0A, s0B, s0C, s0D);
        if (count > 1) Store(target + stride, s1A, s1B, s1C, s1D);
        if (count > 2) Store(target + 2 * stride, s2A, s2B, s2C, s2D);
        if (count > 3) Store(target + 3 * stride, s3A, s3B, s3C, s3D);
    }

    /// <summary>4 channels × 2 vectors of whatever width there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TilePortable(float* weights, nint* rows, int taps, long start, float* bias, float* target, long stride, int count)
    {
        Vector<float>
            s0A = new Vector<float>(bias[0]), s0B = s0A,
            s1A = new Vector<float>(bias[1]), s1B = s1A,
            s2A = new Vector<float>(bias[2]), s2B = s2A,
            s3A = new Vector<float>(bias[3]), s3B = s3A;
        for (int k = 0; k < taps; k++, weights += Panels.Rows)
        {
            float* row = (float*)rows[k] + start;
            Vector<float> a = Vector.Load(row), b = Vector.Load(row + Vector<float>.Count), w;
            w = new Vector<float>(weights[0]); s0A = Vector.MultiplyAddEstimate(w, a, s0A); s0B = Vector.MultiplyAddEstimate(w, b, s0B);
            w = new Vector<float>(weights[1]); s1A = Vector.MultiplyAddEstimate(w, a, s1A); s1B = Vector.MultiplyAddEstimate(w, b, s1B);
            w = new Vector<float>(weights[2]); s2A = Vector.MultiplyAddEstimate(w, a, s2A); s2B = Vector.MultiplyAddEstimate(w, b, s2B);
            w = new Vector<float>(weights[3]); s3A = Vector.MultiplyAddEstimate(w, a, s3A); s3B = Vector.MultiplyAddEstimate(w, b, s3B);
        }
        Store(target, s0A, s0B);
        if (count > 1) Store(target + stride, s1A, s1B);
        if (count > 2) Store(target + 2 * stride, s2A, s2B);
        if (count > 3) Store(target + 3 * stride, s3A, s3B);
    }

    /// <summary>Products of 4 rows of gradients with 4 rows of the input: [4, 4].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots512(nint* gradients, nint* rows, int length, float* products)
    {
        float* g0 = (float*)gradients[0], g1 = (float*)gradients[1], g2 = (float*)gradients[2], g3 = (float*)gradients[3];
        float* r0 = (float*)rows[0], r1 = (float*)rows[1], r2 = (float*)rows[2], r3 = (float*)rows[3];
        Vector512<float>
            s0A = default, s0B = default, s0C = default, s0D = default,
            s1A = default, s1B = default, s1C = default, s1D = default,
            s2A = default, s2B = default, s2C = default, s2D = default,
            s3A = default, s3B = default, s3C = default, s3D = default;
        for (int t = 0; t < length; t += 16)
        {
            Vector512<float> a = Vector512.Load(r0 + t), b = Vector512.Load(r1 + t), c = Vector512.Load(r2 + t), d = Vector512.Load(r3 + t), g;
            g = Vector512.Load(g0 + t); s0A = Vector512.FusedMultiplyAdd(g, a, s0A); s0B = Vector512.FusedMultiplyAdd(g, b, s0B); s0C = Vector512.FusedMultiplyAdd(g, c, s0C); s0D = Vector512.FusedMultiplyAdd(g, d, s0D);
            g = Vector512.Load(g1 + t); s1A = Vector512.FusedMultiplyAdd(g, a, s1A); s1B = Vector512.FusedMultiplyAdd(g, b, s1B); s1C = Vector512.FusedMultiplyAdd(g, c, s1C); s1D = Vector512.FusedMultiplyAdd(g, d, s1D);
            g = Vector512.Load(g2 + t); s2A = Vector512.FusedMultiplyAdd(g, a, s2A); s2B = Vector512.FusedMultiplyAdd(g, b, s2B); s2C = Vector512.FusedMultiplyAdd(g, c, s2C); s2D = Vector512.FusedMultiplyAdd(g, d, s2D);
            g = Vector512.Load(g3 + t); s3A = Vector512.FusedMultiplyAdd(g, a, s3A); s3B = Vector512.FusedMultiplyAdd(g, b, s3B); s3C = Vector512.FusedMultiplyAdd(g, c, s3C); s3D = Vector512.FusedMultiplyAdd(g, d, s3D);
        }
        Vector128.Store(Sums(s0A, s0B, s0C, s0D), products);
        Vector128.Store(Sums(s1A, s1B, s1C, s1D), products + 4);
        Vector128.Store(Sums(s2A, s2B, s2C, s2D), products + 8);
        Vector128.Store(Sums(s3A, s3B, s3C, s3D), products + 12);
    }

    /// <summary>The sum of each vector: halves are added until there are four, which are then added across.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sums(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector128<float> a4 = Quarter(a), b4 = Quarter(b), c4 = Quarter(c), d4 = Quarter(d);
        Vector128<float> ab = Sse.UnpackLow(a4, b4) + Sse.UnpackHigh(a4, b4), cd = Sse.UnpackLow(c4, d4) + Sse.UnpackHigh(c4, d4);
        return Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(Vector512<float> values)
    {
        var half = values.GetLower() + values.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    /// <summary>Products of 4 rows of gradients with 2 rows of the input: [4, 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DotsPortable(nint* gradients, nint* rows, int length, float* products)
    {
        float* g0 = (float*)gradients[0], g1 = (float*)gradients[1], g2 = (float*)gradients[2], g3 = (float*)gradients[3];
        float* r0 = (float*)rows[0], r1 = (float*)rows[1];
        Vector<float>
            s0A = default, s0B = default,
            s1A = default, s1B = default,
            s2A = default, s2B = default,
            s3A = default, s3B = default;
        for (int t = 0; t < length; t += Vector<float>.Count)
        {
            Vector<float> a = Vector.Load(r0 + t), b = Vector.Load(r1 + t), g;
            g = Vector.Load(g0 + t); s0A = Vector.MultiplyAddEstimate(g, a, s0A); s0B = Vector.MultiplyAddEstimate(g, b, s0B);
            g = Vector.Load(g1 + t); s1A = Vector.MultiplyAddEstimate(g, a, s1A); s1B = Vector.MultiplyAddEstimate(g, b, s1B);
            g = Vector.Load(g2 + t); s2A = Vector.MultiplyAddEstimate(g, a, s2A); s2B = Vector.MultiplyAddEstimate(g, b, s2B);
            g = Vector.Load(g3 + t); s3A = Vector.MultiplyAddEstimate(g, a, s3A); s3B = Vector.MultiplyAddEstimate(g, b, s3B);
        }
        products[0] = Vector.Sum(s0A); products[1] = Vector.Sum(s0B);
        products[2] = Vector.Sum(s1A); products[3] = Vector.Sum(s1B);
        products[4] = Vector.Sum(s2A); products[5] = Vector.Sum(s2B);
        products[6] = Vector.Sum(s3A); products[7] = Vector.Sum(s3B);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        Vector512.Store(a, target);
        Vector512.Store(b, target + 16);
        Vector512.Store(c, target + 32);
        Vector512.Store(d, target + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector<float> a, Vector<float> b)
    {
        Vector.Store(a, target);
        Vector.Store(b, target + Vector<float>.Count);
    }
}
