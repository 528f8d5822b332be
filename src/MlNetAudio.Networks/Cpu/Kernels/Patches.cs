using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// The geometry of a convolution [Channels, Height, Width] → [.., OutHeight, OutWidth] and its view as a matrix: patches[k, n] is the value that tap k = (channel, ky, kx) meets at output
/// pixel n = (y, x), so that output = weights [out channels, k] · patches. The matrix is never stored whole; its panels are cut straight from the padded image
/// [Channels, PaddedHeight, PaddedWidth].
/// </summary>
internal sealed unsafe class Patches
{
    /// <summary>Copies go in whole vectors and may run over the end of a row by less than this; what is written too far is overwritten by the copy that follows.</summary>
    public const int Overrun = 32;

    private readonly int[] _tapOffsets;

    private readonly ConvolutionGeometry _geometry;
    private readonly int _strideX, _rowStep;

    public Patches(ConvolutionGeometry geometry)
    {
        _geometry = geometry;
        var (channels, height, width, kernel, stride, padding, dilation, _, outWidth) = geometry;
        (PaddedHeight, PaddedWidth, OutWidth) = (height + padding.Top + padding.Bottom, width + padding.Left + padding.Right, outWidth);
        (_strideX, _rowStep) = (stride.Width, stride.Height * PaddedWidth);
        _tapOffsets = new int[channels * kernel.Height * kernel.Width];
        int k = 0;
        for (int channel = 0; channel < channels; channel++)
            for (int y = 0; y < kernel.Height; y++)
                for (int x = 0; x < kernel.Width; x++) _tapOffsets[k++] = (channel * PaddedHeight + y * dilation.Height) * PaddedWidth + x * dilation.Width;
    }

    public int PaddedHeight { get; }

    public int PaddedWidth { get; }

    /// <summary>Pixels of an output row.</summary>
    public int OutWidth { get; }

    /// <summary>Floats of an unpadded image.</summary>
    public int ImageLength => _geometry.Channels * _geometry.Height * _geometry.Width;

    /// <summary>Rows of the matrix: channels · kernel height · kernel width.</summary>
    public int Taps => _tapOffsets.Length;

    /// <summary>Columns of the matrix.</summary>
    public int Pixels => _geometry.OutHeight * OutWidth;

    /// <summary>Floats of a padded image, with room for copies that overrun it, in whole cache lines.</summary>
    public int PaddedLength => Panels.RoundUp(checked(_geometry.Channels * PaddedHeight * PaddedWidth + Overrun), 16);

    /// <summary>image [Channels, Height, Width] → padded, zeros around.</summary>
    public void Pad(float* image, float* padded)
    {
        new Span<float>(padded, PaddedLength).Clear();
        for (int row = 0; row < _geometry.Channels * _geometry.Height; row++) new ReadOnlySpan<float>(image + (long)row * _geometry.Width, _geometry.Width).CopyTo(new(padded + Interior(row), _geometry.Width));
    }

    /// <summary>The inverse: drops what fell on the padding.</summary>
    public void Crop(float* padded, float* image)
    {
        for (int row = 0; row < _geometry.Channels * _geometry.Height; row++) new ReadOnlySpan<float>(padded + Interior(row), _geometry.Width).CopyTo(new(image + (long)row * _geometry.Width, _geometry.Width));
    }

    /// <summary>Columns pixel..pixel + count − 1 of the matrix as panels of B, k running over the taps. The target needs <see cref="Overrun"/> floats more than its panels.</summary>
    public void PackColumns(float* padded, int pixel, int count, Panels target)
    {
        for (int column = 0; column < count; column += Panels.Columns)
        {
            int filled = Math.Min(Panels.Columns, count - column);
            float* panel = target.Data + (long)column * target.Depth;
            for (int k = 0; k < _tapOffsets.Length; k++)
            {
                float* row = panel + k * Panels.Columns, from = padded + _tapOffsets[k];
                int y = Math.DivRem(pixel + column, OutWidth, out int x);
                for (int j = 0; j < filled; y++, x = 0)
                {
                    int run = Math.Min(OutWidth - x, filled - j);
                    CopyRun(from + y * _rowStep + x * _strideX, row + j, run);
                    j += run;
                }
                if (filled < Panels.Columns) new Span<float>(row + filled, Panels.Columns - filled).Clear();
            }
        }
    }

    /// <summary>The same columns transposed: panels of A whose rows are the taps, k running over the pixels. The target needs <see cref="Overrun"/> floats more than its panels.</summary>
    public void PackRows(float* padded, int pixel, int count, Panels target)
    {
        int* offsets = stackalloc int[Panels.Rows];
        for (int tap = 0; tap < _tapOffsets.Length; tap += Panels.Rows)
        {
            int filled = Math.Min(Panels.Rows, _tapOffsets.Length - tap);
            for (int i = 0; i < Panels.Rows; i++) offsets[i] = _tapOffsets[tap + Math.Min(i, filled - 1)];   // rows beyond the last repeat it: the product drops them
            float* panel = target.Data + (long)tap * target.Depth;
            int y = Math.DivRem(pixel, OutWidth, out int x);
            for (int n = 0; n < count; y++, x = 0)
            {
                int run = Math.Min(OutWidth - x, count - n);
                float* from = padded + y * _rowStep + x * _strideX, to = panel + n * Panels.Rows;
                if (_strideX == 1)
                    for (int i = 0; i < run; i += 4)
                        Panels.Transpose4(from + offsets[0] + i, from + offsets[1] + i, from + offsets[2] + i, from + offsets[3] + i, to + i * Panels.Rows, Panels.Rows);
                else
                    for (int i = 0; i < run * Panels.Rows; i++) to[i] = from[offsets[i % Panels.Rows] + i / Panels.Rows * _strideX];
                n += run;
            }
        }
    }

    /// <summary>padded[where tap k met pixel n] += patches[k, n] for columns pixel..pixel + count − 1: what the gradient of the patches is to the image.</summary>
    /// <param name="patches">[Taps, count], each row <paramref name="stride"/> after the one before.</param>
    public void ScatterColumns(float* patches, long stride, int pixel, int count, float* padded)
    {
        for (int k = 0; k < _tapOffsets.Length; k++)
        {
            float* row = patches + k * stride, to = padded + _tapOffsets[k];
            int y = Math.DivRem(pixel, OutWidth, out int x);
            for (int n = 0; n < count; y++, x = 0)
            {
                int run = Math.Min(OutWidth - x, count - n);
                float* target = to + y * _rowStep + x * _strideX;
                if (_strideX == 1)
                {
                    var sum = new Span<float>(target, run);
                    TensorPrimitives.Add(sum, new ReadOnlySpan<float>(row + n, run), sum);
                }
                else
                    for (int i = 0; i < run; i++) target[i * _strideX] += row[n + i];
                n += run;
            }
        }
    }

    /// <summary>patches[k, n] of an unpadded image, straight from the definition.</summary>
    internal float ValueReference(ReadOnlySpan<float> image, int k, int n)
    {
        var (_, height, width, kernel, stride, padding, dilation, _, _) = _geometry;
        int channel = k / (kernel.Height * kernel.Width);
        int y = n / OutWidth * stride.Height + k / kernel.Width % kernel.Height * dilation.Height - padding.Top, x = n % OutWidth * stride.Width + k % kernel.Width * dilation.Width - padding.Left;
        return y < 0 || y >= height || x < 0 || x >= width ? 0 : image[(channel * height + y) * width + x];
    }

    private void CopyRun(float* from, float* to, int run)
    {
        if (_strideX != 1)
            for (int i = 0; i < run; i++) to[i] = from[i * _strideX];
        else if (Panels.Columns == Overrun)
        {
            Vector512.Store(Vector512.Load(from), to);
            Vector512.Store(Vector512.Load(from + 16), to + 16);
        }
        else new ReadOnlySpan<float>(from, run).CopyTo(new(to, run));
    }

    private long Interior(int row) =>
        ((long)(row / _geometry.Height) * PaddedHeight + row % _geometry.Height + _geometry.Padding.Top) * PaddedWidth + _geometry.Padding.Left;
}
