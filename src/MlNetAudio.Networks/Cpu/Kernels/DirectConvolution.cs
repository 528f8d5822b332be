using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// A convolution and the gradient by its weights straight from a padded image [Channels, PaddedHeight, PaddedWidth], for one image and on one thread: no patches are cut. The
/// lanes of a vector are neighbouring pixels of an output row, so the kernel must move by one pixel.
/// </summary>
internal sealed unsafe class DirectConvolution
{
    /// <summary>Pixels of a tile. Rows of outputs are computed in whole tiles; what lies beyond <see cref="OutWidth"/> has no meaning.</summary>
    private const int Columns = 32;

    /// <summary>Weight gradients of so many taps are summed at once: with two vectors of output channels each they fill 18 registers.</summary>
    private const int TapTile = 9;

    /// <summary>Output channels of a vector of weight gradients.</summary>
    private const int Lanes = 16;

    /// <summary>Pixels over which weight gradients are summed in registers: their output gradients, transposed, stay in the first-level cache.</summary>
    private const int PixelBlock = 256;

    private readonly ConvolutionGeometry _geometry;
    private readonly int _rows, _paddedWidth, _paddedHeight;
    private readonly int[] _offsets;
    private readonly int* _tapOffsets;

    /// <param name="rows">Output channels.</param>
    public DirectConvolution(ConvolutionGeometry geometry, int rows)
    {
        (_geometry, _rows) = (geometry, rows);
        var (channels, height, width, kernel, _, padding, dilation, _, _) = geometry;
        (_paddedHeight, _paddedWidth) = (height + padding.Top + padding.Bottom, width + padding.Left + padding.Right);
        Taps = channels * kernel.Height * kernel.Width;
        _offsets = GC.AllocateArray<int>(Panels.RoundUp(Taps, TapTile), pinned: true);
        _tapOffsets = (int*)Unsafe.AsPointer(ref _offsets[0]);
        for (int k = 0; k < _offsets.Length; k++)
        {
            var (channel, place) = Math.DivRem(Math.Min(k, Taps - 1), kernel.Height * kernel.Width);   // those beyond the last repeat it: what they give is dropped
            _offsets[k] = (channel * _paddedHeight + place / kernel.Width * dilation.Height) * _paddedWidth + place % kernel.Width * dilation.Width;
        }
    }

    /// <summary>Weights that meet at one output pixel: channels · kernel height · kernel width.</summary>
    public int Taps { get; }

    public int OutHeight => _geometry.OutHeight;

    public int OutWidth => _geometry.OutWidth;

    /// <summary>Floats from one row of outputs to the next: whole tiles, and not a power of two, which would crowd one part of the cache.</summary>
    public int RowStride => Panels.RoundUp(OutWidth, Columns) + Lanes;

    /// <summary>Rows of outputs that are written: the output channels in whole tiles.</summary>
    public int PackedRows => Panels.RoundUp(_rows, 4);

    /// <summary>Floats of <see cref="PackWeights"/>: the weights and after them the biases.</summary>
    public int PackedLength => PackedRows * (Taps + 1);

    /// <summary>Floats of a padded image, with room for tiles that overrun it.</summary>
    public int PaddedLength => Panels.RoundUp(checked(_geometry.Channels * _paddedHeight * _paddedWidth + 2 * Columns), Lanes);

    /// <summary>Floats from one channel of the padded image to the next.</summary>
    public int PaddedPlane => _paddedHeight * _paddedWidth;

    /// <summary>Floats from one row of the padded image to the next.</summary>
    public int PaddedWidth => _paddedWidth;

    /// <summary>Where the first pixel of the image lies in the padded image.</summary>
    public int PaddedOrigin => _geometry.Padding.Top * _paddedWidth + _geometry.Padding.Left;

    /// <summary>Floats from one tap to the next of a sum of weight gradients.</summary>
    public int SumStride => Panels.RoundUp(_rows, Lanes);

    /// <summary>Floats of a sum of weight gradients.</summary>
    public int SumLength => _offsets.Length * SumStride;

    /// <summary>Floats of scratch memory that <see cref="AddWeightGradient"/> needs.</summary>
    public int GradientScratchLength => SumStride * PixelBlock + 4 * Lanes;

    /// <summary>
    /// Whether this way is possible and the faster one: the kernel moves by one pixel, no output sees padding alone (else there is no mirror), and rows do not leave much of their last tile empty.
    /// </summary>
    public static bool Suits(ConvolutionGeometry geometry)
    {
        var (top, bottom, left, right) = geometry.Padding;
        var (height, width) = Reach(geometry);
        return geometry.Stride == 1 && top <= height && bottom <= height && left <= width && right <= width && geometry.OutWidth * 4 >= Panels.RoundUp(geometry.OutWidth, Columns) * 3;
    }

    /// <summary>The convolution from the output's gradient [rows, OutHeight, OutWidth] to the input's, whose weights are those of <see cref="PackMirroredWeights"/>.</summary>
    public static ConvolutionGeometry Mirrored(ConvolutionGeometry geometry, int rows)
    {
        var (top, bottom, left, right) = geometry.Padding;
        var (height, width) = Reach(geometry);
        return geometry with
        {
            Channels = rows,
            Height = geometry.OutHeight,
            Width = geometry.OutWidth,
            OutHeight = geometry.Height,
            OutWidth = geometry.Width,
            Padding = new(height - top, height - bottom, width - left, width - right),
        };
    }

    /// <summary>image [Channels, Height, Width] → padded, zeros around.</summary>
    public void Pad(float* image, float* padded)
    {
        var (channels, height, width, _, _, padding, _, _, _) = _geometry;
        int below = padding.Bottom * _paddedWidth, aside = padding.Right + padding.Left;
        for (int channel = 0; channel < channels; channel++)
        {
            new Span<float>(padded, PaddedOrigin).Clear();
            padded += PaddedOrigin;
            for (int y = 0; y < height; y++, image += width, padded += width + aside)
            {
                new ReadOnlySpan<float>(image, width).CopyTo(new(padded, width));
                new Span<float>(padded + width, aside).Clear();
            }
            padded -= padding.Left;
            new Span<float>(padded, below).Clear();
            padded += below;
        }
    }

    /// <summary>weights [rows, taps], biases [rows] or null.</summary>
    public void PackWeights(float* weights, float* biases, float* target) => Pack(weights, biases, isMirrored: false, target);

    /// <summary>The weights of the convolution that this one is the mirror of, [channels, rows · kernel], turned by 180 degrees; no biases.</summary>
    public void PackMirroredWeights(float* weights, float* target) => Pack(weights, null, isMirrored: true, target);

    /// <summary>target[row, x] = bias[row] + Σ weights[row, tap] · padded[tap, y, x]: row y of all output channels.</summary>
    /// <param name="stride">Floats from one output channel to the next in the target, at least <see cref="RowStride"/>.</param>
    public void Row(float* padded, int y, float* packed, float* target, long stride)
    {
        float* from = padded + (long)y * _paddedWidth, biases = packed + (long)PackedRows * Taps;
        for (int x = 0; x < OutWidth; x += Columns)
            for (int row = 0; row < PackedRows;)
            {
                int tile = TileRows(PackedRows - row);
                float* weights = packed + (long)row * Taps, to = target + row * stride + x;
                if (!Vector512.IsHardwareAccelerated)
                    for (int i = 0; i < Columns; i += 2 * Vector<float>.Count) TilePortable(from + x + i, _tapOffsets, Taps, weights, biases + row, to + i, stride);
                else if (tile == 12) Tile12(from + x, _tapOffsets, Taps, weights, biases + row, to, stride);
                else if (tile == 8) Tile8(from + x, _tapOffsets, Taps, weights, biases + row, to, stride);
                else Tile4(from + x, _tapOffsets, Taps, weights, biases + row, to, stride);
                row += tile;
            }
    }

    internal void RowReference(float* padded, int y, float* weights, float* biases, float* target, long stride)
    {
        for (int row = 0; row < _rows; row++)
            for (int x = 0; x < OutWidth; x++)
            {
                double sum = biases is null ? 0 : biases[row];
                for (int k = 0; k < Taps; k++) sum += (double)weights[row * Taps + k] * padded[_offsets[k] + y * _paddedWidth + x];
                target[row * stride + x] = (float)sum;
            }
    }

    /// <summary>sums [taps, rows] += Σ over the pixels of some output rows of padded[tap, pixel] · gradient[row, pixel].</summary>
    /// <param name="padded">From the first of the output rows on.</param>
    /// <param name="gradient">[rows, outHeight, OutWidth] with <paramref name="plane"/> floats from channel to channel and <paramref name="stride"/> from row to row; read up to 4 floats too far.</param>
    public void AddWeightGradient(float* padded, float* gradient, long plane, int stride, int outHeight, float* sums, float* scratch)
    {
        int width = Math.Min(OutWidth, PixelBlock), height = PixelBlock / width;
        for (int y = 0; y < outHeight; y += height)
            for (int x = 0; x < OutWidth; x += width)
            {
                int rows = Math.Min(height, outHeight - y), columns = Math.Min(width, OutWidth - x), pixels = rows * columns;
                Transpose(gradient + (long)y * stride + x, plane, stride, rows, columns, scratch);
                float* from = padded + (long)y * _paddedWidth + x;
                for (int lane = 0; lane < SumStride;)
                {
                    bool isPair = Vector512.IsHardwareAccelerated && lane + 2 * Lanes <= SumStride;
                    float* gradients = scratch + lane * pixels;
                    for (int tap = 0; tap < _offsets.Length; tap += TapTile)
                    {
                        float* to = sums + (long)tap * SumStride + lane;
                        if (isPair) SumPair(from, _tapOffsets + tap, _paddedWidth, gradients, gradients + pixels * Lanes, rows, columns, to, SumStride);
                        else if (Vector512.IsHardwareAccelerated) SumOne(from, _tapOffsets + tap, _paddedWidth, gradients, rows, columns, to, SumStride);
                        else
                            for (int i = 0; i < Lanes; i += Vector<float>.Count) SumPortable(from, _tapOffsets + tap, _paddedWidth, gradients + i, rows, columns, to + i, SumStride);
                    }
                    lane += isPair ? 2 * Lanes : Lanes;
                }
            }
    }

    internal void AddWeightGradientReference(float* padded, float* gradient, long plane, int stride, float* sums)
    {
        for (int k = 0; k < Taps; k++)
            for (int row = 0; row < _rows; row++)
            {
                double sum = sums[k * SumStride + row];
                for (int y = 0; y < OutHeight; y++)
                    for (int x = 0; x < OutWidth; x++) sum += (double)padded[_offsets[k] + y * _paddedWidth + x] * gradient[row * plane + y * stride + x];
                sums[k * SumStride + row] = (float)sum;
            }
    }

    /// <summary>How far the last tap of a kernel lies from the first.</summary>
    private static (int Height, int Width) Reach(ConvolutionGeometry geometry) =>
        ((geometry.Kernel.Height - 1) * geometry.Dilation.Height, (geometry.Kernel.Width - 1) * geometry.Dilation.Width);

    private static int TileRows(int rows) => !Vector512.IsHardwareAccelerated || rows <= 4 ? 4 : rows <= 8 ? 8 : 12;

    /// <summary>target [tile, tap, row of the tile], rows beyond the last zero, then the biases.</summary>
    private void Pack(float* weights, float* biases, bool isMirrored, float* target)
    {
        int kernel = _geometry.Kernel.Height * _geometry.Kernel.Width;
        for (int first = 0, tile; first < PackedRows; first += tile)
        {
            tile = TileRows(PackedRows - first);
            for (int k = 0; k < Taps; k++)
                for (int row = first; row < first + tile; row++)
                {
                    var (channel, place) = Math.DivRem(k, kernel);
                    *target++ = row >= _rows ? 0 : isMirrored ? weights[(channel * _rows + row) * kernel + kernel - 1 - place] : weights[row * Taps + k];
                }
        }
        for (int row = 0; row < PackedRows; row++) *target++ = row < _rows && biases is not null ? biases[row] : 0;
    }

    /// <summary>target [group of 16 channels, pixel, channel]; channels beyond the last repeat it.</summary>
    private void Transpose(float* gradient, long plane, int stride, int rows, int columns, float* target)
    {
        for (int channel = 0; channel < SumStride; channel += 4)
        {
            float* to = target + (long)(channel / Lanes) * Lanes * rows * columns + channel % Lanes;
            float* first = gradient + Math.Min(channel, _rows - 1) * plane, second = gradient + Math.Min(channel + 1, _rows - 1) * plane;
            float* third = gradient + Math.Min(channel + 2, _rows - 1) * plane, fourth = gradient + Math.Min(channel + 3, _rows - 1) * plane;
            for (int y = 0; y < rows; y++, to += columns * Lanes)
                for (int x = 0; x < columns; x += 4)   // runs over the end of the row by up to three pixels: the next row, or the next channels, overwrite them
                {
                    long at = (long)y * stride + x;
                    Panels.Transpose4(first + at, second + at, third + at, fourth + at, to + x * Lanes, Lanes);
                }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile12(float* image, int* offsets, int taps, float* weights, float* biases, float* target, long stride)
    {
        Vector512<float>
            c0L = Vector512.Create(biases[0]), c0H = c0L,
            c1L = Vector512.Create(biases[1]), c1H = c1L,
            c2L = Vector512.Create(biases[2]), c2H = c2L,
            c3L = Vector512.Create(biases[3]), c3H = c3L,
            c4L = Vector512.Create(biases[4]), c4H = c4L,
            c5L = Vector512.Create(biases[5]), c5H = c5L,
            c6L = Vector512.Create(biases[6]), c6H = c6L,
            c7L = Vector512.Create(biases[7]), c7H = c7L,
            c8L = Vector512.Create(biases[8]), c8H = c8L,
            c9L = Vector512.Create(biases[9]), c9H = c9L,
            c10L = Vector512.Create(biases[10]), c10H = c10L,
            c11L = Vector512.Create(biases[11]), c11H = c11L;
        for (int k = 0; k < taps; k++, weights += 12)
        {
            float* pixels = image + offsets[k];
            Vector512<float> low = Vector512.Load(pixels), high = Vector512.Load(pixels + 16), x;
            x = Vector512.Create(weights[0]); c0L = Vector512.FusedMultiplyAdd(x, low, c0L); c0H = Vector512.FusedMultiplyAdd(x, high, c0H);
            x = Vector512.Create(weights[1]); c1L = Vector512.FusedMultiplyAdd(x, low, c1L); c1H = Vector512.FusedMultiplyAdd(x, high, c1H);
            x = Vector512.Create(weights[2]); c2L = Vector512.FusedMultiplyAdd(x, low, c2L); c2H = Vector512.FusedMultiplyAdd(x, high, c2H);
            x = Vector512.Create(weights[3]); c3L = Vector512.FusedMultiplyAdd(x, low, c3L); c3H = Vector512.FusedMultiplyAdd(x, high, c3H);
            x = Vector512.Create(weights[4]); c4L = Vector512.FusedMultiplyAdd(x, low, c4L); c4H = Vector512.FusedMultiplyAdd(x, high, c4H);
            x = Vector512.Create(weights[5]); c5L = Vector512.FusedMultiplyAdd(x, low, c5L); c5H = Vector512.FusedMultiplyAdd(x, high, c5H);
            x = Vector512.Create(weights[6]); c6L = Vector512.FusedMultiplyAdd(x, low, c6L); c6H = Vector512.FusedMultiplyAdd(x, high, c6H);
            x = Vector512.Create(weights[7]); c7L = Vector512.FusedMultiplyAdd(x, low, c7L); c7H = Vector512.FusedMultiplyAdd(x, high, c7H);
            x = Vector512.Create(weights[8]); c8L = Vector512.FusedMultiplyAdd(x, low, c8L); c8H = Vector512.FusedMultiplyAdd(x, high, c8H);
            x = Vector512.Create(weights[9]); c9L = Vector512.FusedMultiplyAdd(x, low, c9L); c9H = Vector512.FusedMultiplyAdd(x, high, c9H);
            x = Vector512.Create(weights[10]); c10L = Vector512.FusedMultiplyAdd(x, low, c10L); c10H = Vector512.FusedMultiplyAdd(x, high, c10H);
            x = Vector512.Create(weights[11]); c11L = Vector512.FusedMultiplyAdd(x, low, c11L); c11H = Vector512.FusedMultiplyAdd(x, high, c11H);
        }
        Store(target, c0L, c0H);
        Store(target + stride, c1L, c1H);
        Store(target + 2 * stride, c2L, c2H);
        Store(target + 3 * stride, c3L, c3H);
        Store(target + 4 * stride, c4L, c4H);
        Store(target + 5 * stride, c5L, c5H);
        Store(target + 6 * stride, c6L, c6H);
        Store(target + 7 * stride, c7L, c7H);
        Store(target + 8 * stride, c8L, c8H);
        Store(target + 9 * stride, c9L, c9H);
        Store(target + 10 * stride, c10L, c10H);
        Store(target + 11 * stride, c11L, c11H);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8(float* image, int* offsets, int taps, float* weights, float* biases, float* target, long stride)
    {
        Vector512<float>
            c0L = Vector512.Create(biases[0]), c0H = c0L,
            c1L = Vector512.Create(biases[1]), c1H = c1L,
            c2L = Vector512.Create(biases[2]), c2H = c2L,
            c3L = Vector512.Create(biases[3]), c3H = c3L,
            c4L = Vector512.Create(biases[4]), c4H = c4L,
            c5L = Vector512.Create(biases[5]), c5H = c5L,
            c6L = Vector512.Create(biases[6]), c6H = c6L,
            c7L = Vector512.Create(biases[7]), c7H = c7L;
        for (int k = 0; k < taps; k++, weights += 8)
        {
            float* pixels = image + offsets[k];
            Vector512<float> low = Vector512.Load(pixels), high = Vector512.Load(pixels + 16), x;
            x = Vector512.Create(weights[0]); c0L = Vector512.FusedMultiplyAdd(x, low, c0L); c0H = Vector512.FusedMultiplyAdd(x, high, c0H);
            x = Vector512.Create(weights[1]); c1L = Vector512.FusedMultiplyAdd(x, low, c1L); c1H = Vector512.FusedMultiplyAdd(x, high, c1H);
            x = Vector512.Create(weights[2]); c2L = Vector512.FusedMultiplyAdd(x, low, c2L); c2H = Vector512.FusedMultiplyAdd(x, high, c2H);
            x = Vector512.Create(weights[3]); c3L = Vector512.FusedMultiplyAdd(x, low, c3L); c3H = Vector512.FusedMultiplyAdd(x, high, c3H);
            x = Vector512.Create(weights[4]); c4L = Vector512.FusedMultiplyAdd(x, low, c4L); c4H = Vector512.FusedMultiplyAdd(x, high, c4H);
            x = Vector512.Create(weights[5]); c5L = Vector512.FusedMultiplyAdd(x, low, c5L); c5H = Vector512.FusedMultiplyAdd(x, high, c5H);
            x = Vector512.Create(weights[6]); c6L = Vector512.FusedMultiplyAdd(x, low, c6L); c6H = Vector512.FusedMultiplyAdd(x, high, c6H);
            x = Vector512.Create(weights[7]); c7L = Vector512.FusedMultiplyAdd(x, low, c7L); c7H = Vector512.FusedMultiplyAdd(x, high, c7H);
        }
        Store(target, c0L, c0H);
        Store(target + stride, c1L, c1H);
        Store(target + 2 * stride, c2L, c2H);
        Store(target + 3 * stride, c3L, c3H);
        Store(target + 4 * stride, c4L, c4H);
        Store(target + 5 * stride, c5L, c5H);
        Store(target + 6 * stride, c6L, c6H);
        Store(target + 7 * stride, c7L, c7H);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(float* image, int* offsets, int taps, float* weights, float* biases, float* target, long stride)
    {
        Vector512<float>
            c0L = Vector512.Create(biases[0]), c0H = c0L,
            c1L = Vector512.Create(biases[1]), c1H = c1L,
            c2L = Vector512.Create(biases[2]), c2H = c2L,
            c3L = Vector512.Create(biases[3]), c3H = c3L;
        for (int k = 0; k < taps; k++, weights += 4)
        {
            float* pixels = image + offsets[k];
            Vector512<float> low = Vector512.Load(pixels), high = Vector512.Load(pixels + 16), x;
            x = Vector512.Create(weights[0]); c0L = Vector512.FusedMultiplyAdd(x, low, c0L); c0H = Vector512.FusedMultiplyAdd(x, high, c0H);
            x = Vector512.Create(weights[1]); c1L = Vector512.FusedMultiplyAdd(x, low, c1L); c1H = Vector512.FusedMultiplyAdd(x, high, c1H);
            x = Vector512.Create(weights[2]); c2L = Vector512.FusedMultiplyAdd(x, low, c2L); c2H = Vector512.FusedMultiplyAdd(x, high, c2H);
            x = Vector512.Create(weights[3]); c3L = Vector512.FusedMultiplyAdd(x, low, c3L); c3H = Vector512.FusedMultiplyAdd(x, high, c3H);
        }
        Store(target, c0L, c0H);
        Store(target + stride, c1L, c1H);
        Store(target + 2 * stride, c2L, c2H);
        Store(target + 3 * stride, c3L, c3H);
    }

    /// <summary>4 rows × 2 vectors of whatever width there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TilePortable(float* image, int* offsets, int taps, float* weights, float* biases, float* target, long stride)
    {
        Vector<float>
            c0L = new(biases[0]), c0H = c0L,
            c1L = new(biases[1]), c1H = c1L,
            c2L = new(biases[2]), c2H = c2L,
            c3L = new(biases[3]), c3H = c3L;
        for (int k = 0; k < taps; k++, weights += 4)
        {
            float* pixels = image + offsets[k];
            Vector<float> low = Vector.Load(pixels), high = Vector.Load(pixels + Vector<float>.Count), x;
            x = new(weights[0]); c0L = Vector.MultiplyAddEstimate(x, low, c0L); c0H = Vector.MultiplyAddEstimate(x, high, c0H);
            x = new(weights[1]); c1L = Vector.MultiplyAddEstimate(x, low, c1L); c1H = Vector.MultiplyAddEstimate(x, high, c1H);
            x = new(weights[2]); c2L = Vector.MultiplyAddEstimate(x, low, c2L); c2H = Vector.MultiplyAddEstimate(x, high, c2H);
            x = new(weights[3]); c3L = Vector.MultiplyAddEstimate(x, low, c3L); c3H = Vector.MultiplyAddEstimate(x, high, c3H);
        }
        Store(target, c0L, c0H);
        Store(target + stride, c1L, c1H);
        Store(target + 2 * stride, c2L, c2H);
        Store(target + 3 * stride, c3L, c3H);
    }

    /// <summary>9 taps × 32 output channels.</summary>
    /// <param name="step">Floats of the padded image from one row of outputs to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumPair(float* image, int* offsets, int step, float* gradients, float* others, int rows, int columns, float* sums, int stride)
    {
        Vector512<float>
            s0 = default, u0 = default,
            s1 = default, u1 = default,
            s2 = default, u2 = default,
            s3 = default, u3 = default,
            s4 = default, u4 = default,
            s5 = default, u5 = default,
            s6 = default, u6 = default,
            s7 = default, u7 = default,
            s8 = default, u8 = default;
        float*
            tap0 = image + offsets[0],
            tap1 = image + offsets[1],
            tap2 = image + offsets[2],
            tap3 = image + offsets[3],
            tap4 = image + offsets[4],
            tap5 = image + offsets[5],
            tap6 = image + offsets[6],
            tap7 = image + offsets[7],
            tap8 = image + offsets[8];
        for (int y = 0; y < rows; y++)
        {
            for (nint x = 0; x < columns; x++)
            {
                Vector512<float> g = Vector512.Load(gradients), h = Vector512.Load(others), value;
                value = Vector512.Create(tap0[x]); s0 = Vector512.FusedMultiplyAdd(value, g, s0); u0 = Vector512.FusedMultiplyAdd(value, h, u0);
                value = Vector512.Create(tap1[x]); s1 = Vector512.FusedMultiplyAdd(value, g, s1); u1 = Vector512.FusedMultiplyAdd(value, h, u1);
                value = Vector512.Create(tap2[x]); s2 = Vector512.FusedMultiplyAdd(value, g, s2); u2 = Vector512.FusedMultiplyAdd(value, h, u2);
                value = Vector512.Create(tap3[x]); s3 = Vector512.FusedMultiplyAdd(value, g, s3); u3 = Vector512.FusedMultiplyAdd(value, h, u3);
                value = Vector512.Create(tap4[x]); s4 = Vector512.FusedMultiplyAdd(value, g, s4); u4 = Vector512.FusedMultiplyAdd(value, h, u4);
                value = Vector512.Create(tap5[x]); s5 = Vector512.FusedMultiplyAdd(value, g, s5); u5 = Vector512.FusedMultiplyAdd(value, h, u5);
                value = Vector512.Create(tap6[x]); s6 = Vector512.FusedMultiplyAdd(value, g, s6); u6 = Vector512.FusedMultiplyAdd(value, h, u6);
                value = Vector512.Create(tap7[x]); s7 = Vector512.FusedMultiplyAdd(value, g, s7); u7 = Vector512.FusedMultiplyAdd(value, h, u7);
                value = Vector512.Create(tap8[x]); s8 = Vector512.FusedMultiplyAdd(value, g, s8); u8 = Vector512.FusedMultiplyAdd(value, h, u8);
                gradients += Lanes;
                others += Lanes;
            }
            tap0 += step;
            tap1 += step;
            tap2 += step;
            tap3 += step;
            tap4 += step;
            tap5 += step;
            tap6 += step;
            tap7 += step;
            tap8 += step;
        }
        Add(sums, s0, u0);
        Add(sums + stride, s1, u1);
        Add(sums + 2 * stride, s2, u2);
        Add(sums + 3 * stride, s3, u3);
        Add(sums + 4 * stride, s4, u4);
        Add(sums + 5 * stride, s5, u5);
        Add(sums + 6 * stride, s6, u6);
        Add(sums + 7 * stride, s7, u7);
        Add(sums + 8 * stride, s8, u8);
    }

    /// <summary>9 taps × 16 output channels.</summary>
    /// <param name="step">Floats of the padded image from one row of outputs to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumOne(float* image, int* offsets, int step, float* gradients, int rows, int columns, float* sums, int stride)
    {
        Vector512<float>
            s0 = default,
            s1 = default,
            s2 = default,
            s3 = default,
            s4 = default,
            s5 = default,
            s6 = default,
            s7 = default,
            s8 = default;
        float*
            tap0 = image + offsets[0],
            tap1 = image + offsets[1],
            tap2 = image + offsets[2],
            tap3 = image + offsets[3],
            tap4 = image + offsets[4],
            tap5 = image + offsets[5],
            tap6 = image + offsets[6],
            tap7 = image + offsets[7],
            tap8 = image + offsets[8];
        for (int y = 0; y < rows; y++)
        {
            for (nint x = 0; x < columns; x++)
            {
                Vector512<float> g = Vector512.Load(gradients);
                s0 = Vector512.FusedMultiplyAdd(Vector512.Create(tap0[x]), g, s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.Create(tap1[x]), g, s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.Create(tap2[x]), g, s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.Create(tap3[x]), g, s3);
                s4 = Vector512.FusedMultiplyAdd(Vector512.Create(tap4[x]), g, s4);
                s5 = Vector512.FusedMultiplyAdd(Vector512.Create(tap5[x]), g, s5);
                s6 = Vector512.FusedMultiplyAdd(Vector512.Create(tap6[x]), g, s6);
                s7 = Vector512.FusedMultiplyAdd(Vector512.Create(tap7[x]), g, s7);
                s8 = Vector512.FusedMultiplyAdd(Vector512.Create(tap8[x]), g, s8);
                gradients += Lanes;
            }
            tap0 += step;
            tap1 += step;
            tap2 += step;
            tap3 += step;
            tap4 += step;
            tap5 += step;
            tap6 += step;
            tap7 += step;
            tap8 += step;
        }
        Add(sums, s0);
        Add(sums + stride, s1);
        Add(sums + 2 * stride, s2);
        Add(sums + 3 * stride, s3);
        Add(sums + 4 * stride, s4);
        Add(sums + 5 * stride, s5);
        Add(sums + 6 * stride, s6);
        Add(sums + 7 * stride, s7);
        Add(sums + 8 * stride, s8);
    }

    /// <summary>9 taps × one vector of output channels.</summary>
    /// <param name="step">Floats of the padded image from one row of outputs to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumPortable(float* image, int* offsets, int step, float* gradients, int rows, int columns, float* sums, int stride)
    {
        Vector<float>
            s0 = default,
            s1 = default,
            s2 = default,
            s3 = default,
            s4 = default,
            s5 = default,
            s6 = default,
            s7 = default,
            s8 = default;
        float*
            tap0 = image + offsets[0],
            tap1 = image + offsets[1],
            tap2 = image + offsets[2],
            tap3 = image + offsets[3],
            tap4 = image + offsets[4],
            tap5 = image + offsets[5],
            tap6 = image + offsets[6],
            tap7 = image + offsets[7],
            tap8 = image + offsets[8];
        for (int y = 0; y < rows; y++)
        {
            for (nint x = 0; x < columns; x++)
            {
                Vector<float> g = Vector.Load(gradients);
                s0 = Vector.MultiplyAddEstimate(new Vector<float>(tap0[x]), g, s0);
                s1 = Vector.MultiplyAddEstimate(new Vector<float>(tap1[x]), g, s1);
                s2 = Vector.MultiplyAddEstimate(new Vector<float>(tap2[x]), g, s2);
                s3 = Vector.MultiplyAddEstimate(new Vector<float>(tap3[x]), g, s3);
                s4 = Vector.MultiplyAddEstimate(new Vector<float>(tap4[x]), g, s4);
                s5 = Vector.MultiplyAddEstimate(new Vector<float>(tap5[x]), g, s5);
                s6 = Vector.MultiplyAddEstimate(new Vector<float>(tap6[x]), g, s6);
                s7 = Vector.MultiplyAddEstimate(new Vector<float>(tap7[x]), g, s7);
                s8 = Vector.MultiplyAddEstimate(new Vector<float>(tap8[x]), g, s8);
                gradients += Lanes;
            }
            tap0 += step;
            tap1 += step;
            tap2 += step;
            tap3 += step;
            tap4 += step;
            tap5 += step;
            tap6 += step;
            tap7 += step;
            tap8 += step;
        }
        Add(sums, s0);
        Add(sums + stride, s1);
        Add(sums + 2 * stride, s2);
        Add(sums + 3 * stride, s3);
        Add(sums + 4 * stride, s4);
        Add(sums + 5 * stride, s5);
        Add(sums + 6 * stride, s6);
        Add(sums + 7 * stride, s7);
        Add(sums + 8 * stride, s8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector512<float> low, Vector512<float> high)
    {
        Vector512.Store(low, target);
        Vector512.Store(high, target + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector<float> low, Vector<float> high)
    {
        Vector.Store(low, target);
        Vector.Store(high, target + Vector<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* target, Vector512<float> low, Vector512<float> high)
    {
        Add(target, low);
        Add(target + Lanes, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* target, Vector512<float> values) => Vector512.Store(Vector512.Load(target) + values, target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* target, Vector<float> values) => Vector.Store(Vector.Load(target) + values, target);
}
