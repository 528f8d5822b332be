using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// A convolution of one plane with one kernel: output[y, x] = bias + Σ taps[ky, kx] · image[y·stride + ky·dilation − padding, ...]. The padded plane is cut into phases, the rows and columns that are
/// equal modulo the stride, all of one row length; there every tap reads its whole plane at one offset, whatever stride and dilation are, so forward and both gradients are sweeps over runs of floats.
/// </summary>
/// <remarks>What a sweep computes between the end of one row and the start of the next is dropped; gradients are zero there.</remarks>
internal sealed unsafe class DepthwiseConvolution
{
    /// <summary>Sweeps go in whole vectors and may run over the end by less than this.</summary>
    private const int Slack = 16;

    private readonly ConvolutionGeometry _geometry;
    private readonly int _rows, _rowLength, _planeLength, _front, _phases;
    private readonly int[] _offsets;
    private readonly Phase[] _adjoint;

    /// <summary>One phase in the gradient by the image: the taps that met it, and where each finds the output's gradient.</summary>
    private sealed record Phase(int[] Taps, int[] Offsets);

    /// <param name="geometry">Of one channel.</param>
    public DepthwiseConvolution(ConvolutionGeometry geometry)
    {
        _geometry = geometry;
        var (_, height, width, kernel, stride, padding, dilation, _, _) = geometry;
        _phases = stride.Height * stride.Width;
        _rows = (height + padding.Top + padding.Bottom + stride.Height - 1) / stride.Height;
        _rowLength = (width + padding.Left + padding.Right + stride.Width - 1) / stride.Width;
        _planeLength = Panels.RoundUp(_rows * _rowLength + (kernel.Width - 1) * dilation.Width / stride.Width + Slack, 16);

        Taps = kernel.Height * kernel.Width;
        _offsets = new int[Taps];
        int[] phases = new int[Taps], within = new int[Taps];
        for (int tap = 0; tap < Taps; tap++)
        {
            int y = tap / kernel.Width * dilation.Height, x = tap % kernel.Width * dilation.Width;
            (phases[tap], within[tap]) = (y % stride.Height * stride.Width + x % stride.Width, y / stride.Height * _rowLength + x / stride.Width);
            _offsets[tap] = phases[tap] * _planeLength + within[tap];
        }
        _front = Panels.RoundUp(within.Max(), 16);
        _adjoint = [.. Enumerable.Range(0, _phases).Select(phase =>
        {
            int[] taps = [.. Enumerable.Range(0, Taps).Where(tap => phases[tap] == phase)];
            return new Phase(taps, [.. taps.Select(tap => -within[tap])]);
        })];
    }

    /// <summary>Values of a kernel.</summary>
    public int Taps { get; }

    /// <summary>Floats of an image.</summary>
    public int ImageLength => _geometry.Height * _geometry.Width;

    /// <summary>Floats of an output.</summary>
    public int OutputLength => _geometry.OutHeight * _geometry.OutWidth;

    /// <summary>Floats of memory to work in: the phases, the output's gradient with zeros before it, and a plane of results.</summary>
    public int ScratchLength => (_phases + 2) * _planeLength + _front;

    private int Span => (_geometry.OutHeight - 1) * _rowLength + _geometry.OutWidth;

    /// <summary>To be called before the first plane that is worked on in that memory: what lies around planes and gradients is set to zero, and the others leave it so.</summary>
    public void Clear(float* scratch) => new Span<float>(scratch, ScratchLength).Clear();

    /// <param name="image">[Height, Width].</param>
    /// <param name="taps">[kernel height, kernel width].</param>
    /// <param name="output">[OutHeight, OutWidth].</param>
    public void Forward(float* image, float* taps, float bias, float* output, float* scratch)
    {
        float* result = Result(scratch);
        Spread(image, scratch);
        fixed (int* offsets = _offsets) Correlate(scratch, offsets, taps, Taps, bias, result, Span);
        CopyRows(result, _rowLength, output, _geometry.OutWidth);
    }

    /// <summary>tapSums[tap] += Σ gradient · image, and the sum of the gradient to <paramref name="biasSum"/>.</summary>
    /// <param name="gradient">By the output.</param>
    /// <param name="imageGradient">Overwritten, or added to where <paramref name="adds"/>; null where nobody wants it.</param>
    public void Backward(float* image, float* taps, float* gradient, float* tapSums, ref float biasSum, float* imageGradient, bool adds, float* scratch)
    {
        float* spread = scratch + _phases * _planeLength + _front;
        Spread(image, scratch);
        CopyRows(gradient, _geometry.OutWidth, spread, _rowLength);
        biasSum += TensorPrimitives.Sum(new ReadOnlySpan<float>(gradient, OutputLength));
        fixed (int* offsets = _offsets) AddDots(spread, scratch, offsets, Taps, Span, tapSums);
        if (imageGradient is null) return;

        float* phaseTaps = stackalloc float[Taps];
        for (int phase = 0; phase < _phases; phase++)
        {
            var (indices, relative) = _adjoint[phase];
            for (int i = 0; i < indices.Length; i++) phaseTaps[i] = taps[indices[i]];
            fixed (int* offsets = relative) Correlate(spread, offsets, phaseTaps, indices.Length, 0, Result(scratch), _rows * _rowLength);
            Collect(Result(scratch), phase, imageGradient, adds);
        }
    }

    internal void ForwardReference(float* image, float* taps, float bias, float* output)
    {
        for (int i = 0; i < OutputLength; i++)
        {
            output[i] = bias;
            for (int tap = 0; tap < Taps; tap++)
                if (Met(i, tap) is >= 0 and int at) output[i] += taps[tap] * image[at];
        }
    }

    internal void BackwardReference(float* image, float* taps, float* gradient, float* tapSums, ref float biasSum, float* imageGradient)
    {
        for (int at = 0; at < ImageLength; at++) imageGradient[at] = 0;
        for (int i = 0; i < OutputLength; i++)
        {
            biasSum += gradient[i];
            for (int tap = 0; tap < Taps; tap++)
            {
                if (Met(i, tap) is not (>= 0 and int at)) continue;
                tapSums[tap] += gradient[i] * image[at];
                imageGradient[at] += gradient[i] * taps[tap];
            }
        }
    }

    /// <summary>The pixel that a tap meets at output pixel i; −1 in the padding.</summary>
    private int Met(int i, int tap)
    {
        var (_, height, width, kernel, stride, padding, dilation, _, outWidth) = _geometry;
        int y = i / outWidth * stride.Height + tap / kernel.Width * dilation.Height - padding.Top, x = i % outWidth * stride.Width + tap % kernel.Width * dilation.Width - padding.Left;
        return y < 0 || y >= height || x < 0 || x >= width ? -1 : y * width + x;
    }

    private float* Result(float* scratch) => scratch + (_phases + 1) * _planeLength + _front;

    /// <summary>image → its phases.</summary>
    private void Spread(float* image, float* planes)
    {
        int width = _geometry.Width, stride = _geometry.Stride.Width, left = _geometry.Padding.Left;
        for (int y = 0; y < _geometry.Height; y++, image += width)
        {
            float* row = planes + RowPlane(y) * _planeLength + RowStart(y);
            if (stride == 1) new ReadOnlySpan<float>(image, width).CopyTo(new(row + left, width));
            else
                for (int x = 0; x < width; x++) row[(x + left) % stride * _planeLength + (x + left) / stride] = image[x];
        }
    }

    /// <summary>The part of the image that lies in a phase.</summary>
    private void Collect(float* plane, int phase, float* image, bool adds)
    {
        int width = _geometry.Width, stride = _geometry.Stride.Width, left = _geometry.Padding.Left, column = phase % stride;
        int first = ((column - left) % stride + stride) % stride;
        for (int y = 0; y < _geometry.Height; y++, image += width)
        {
            if (RowPlane(y) != phase - column) continue;
            float* row = plane + RowStart(y);
            var values = new ReadOnlySpan<float>(row + left, width);
            if (stride != 1)
                for (int x = first; x < width; x += stride) image[x] = row[(x + left) / stride] + (adds ? image[x] : 0);
            else if (adds) TensorPrimitives.Add(new(image, width), values, new(image, width));
            else values.CopyTo(new(image, width));
        }
    }

    /// <summary>The first phase of an image row.</summary>
    private int RowPlane(int y) => (y + _geometry.Padding.Top) % _geometry.Stride.Height * _geometry.Stride.Width;

    private int RowStart(int y) => (y + _geometry.Padding.Top) / _geometry.Stride.Height * _rowLength;

    private void CopyRows(float* source, int sourceStride, float* target, int targetStride)
    {
        for (int y = 0; y < _geometry.OutHeight; y++) new ReadOnlySpan<float>(source + (long)y * sourceStride, _geometry.OutWidth).CopyTo(new(target + (long)y * targetStride, _geometry.OutWidth));
    }

    private static void Correlate(float* source, int* offsets, float* taps, int count, float start, float* target, int length)
    {
        if (Vector512.IsHardwareAccelerated) Correlate<Lanes512>(source, offsets, taps, count, start, target, length);
        else Correlate<LanesPortable>(source, offsets, taps, count, start, target, length);
    }

    /// <summary>target[i] = start + Σₖ taps[k] · source[i + offsets[k]]; the last vector may run over.</summary>
    private static void Correlate<T>(float* source, int* offsets, float* taps, int count, float start, float* target, int length)
        where T : struct, ILanes<T>
    {
        int i = 0;
        for (; i + 4 * T.Count <= length; i += 4 * T.Count)
        {
            T a = T.All(start), b = a, c = a, d = a;
            for (int k = 0; k < count; k++)
            {
                float* from = source + i + offsets[k];
                T tap = T.All(taps[k]);
                a = T.MultiplyAdd(tap, T.Load(from), a);
                b = T.MultiplyAdd(tap, T.Load(from + T.Count), b);
                c = T.MultiplyAdd(tap, T.Load(from + 2 * T.Count), c);
                d = T.MultiplyAdd(tap, T.Load(from + 3 * T.Count), d);
            }
            a.Store(target + i);
            b.Store(target + i + T.Count);
            c.Store(target + i + 2 * T.Count);
            d.Store(target + i + 3 * T.Count);
        }
        for (; i < length; i += T.Count)
        {
            T a = T.All(start);
            for (int k = 0; k < count; k++) a = T.MultiplyAdd(T.All(taps[k]), T.Load(source + i + offsets[k]), a);
            a.Store(target + i);
        }
    }

    private static void AddDots(float* gradient, float* source, int* offsets, int count, int length, float* sums)
    {
        if (Vector512.IsHardwareAccelerated) AddDots<Lanes512>(gradient, source, offsets, count, length, sums);
        else AddDots<LanesPortable>(gradient, source, offsets, count, length, sums);
    }

    /// <summary>sums[k] += Σᵢ gradient[i] · source[i + offsets[k]], three taps in one sweep; the gradient is zero where the last vector runs over.</summary>
    private static void AddDots<T>(float* gradient, float* source, int* offsets, int count, int length, float* sums)
        where T : struct, ILanes<T>
    {
        for (int k = 0; k < count; k += 3)
        {
            float* first = source + offsets[k], second = source + offsets[Math.Min(k + 1, count - 1)], third = source + offsets[Math.Min(k + 2, count - 1)];
            T a = T.All(0), b = a, c = a, d = a, e = a, f = a;
            int i = 0;
            for (; i + 2 * T.Count <= length; i += 2 * T.Count)
            {
                T g = T.Load(gradient + i), h = T.Load(gradient + i + T.Count);
                a = T.MultiplyAdd(g, T.Load(first + i), a);
                b = T.MultiplyAdd(g, T.Load(second + i), b);
                c = T.MultiplyAdd(g, T.Load(third + i), c);
                d = T.MultiplyAdd(h, T.Load(first + i + T.Count), d);
                e = T.MultiplyAdd(h, T.Load(second + i + T.Count), e);
                f = T.MultiplyAdd(h, T.Load(third + i + T.Count), f);
            }
            for (; i < length; i += T.Count)
            {
                T g = T.Load(gradient + i);
                a = T.MultiplyAdd(g, T.Load(first + i), a);
                b = T.MultiplyAdd(g, T.Load(second + i), b);
                c = T.MultiplyAdd(g, T.Load(third + i), c);
            }
            sums[k] += Total(a + d);
            if (k + 1 < count) sums[k + 1] += Total(b + e);
            if (k + 2 < count) sums[k + 2] += Total(c + f);
        }
    }

    private static float Total<T>(T lanes)
        where T : struct, ILanes<T>
    {
        float* values = stackalloc float[T.Count];
        lanes.Store(values);
        return TensorPrimitives.Sum(new ReadOnlySpan<float>(values, T.Count));
    }
}
