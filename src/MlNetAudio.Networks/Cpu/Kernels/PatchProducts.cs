namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// The three products that a convolution and its gradients are made of, for one image and on one thread: weights [rows, taps] with the patches of an image, which are cut from the padded image
/// a block of pixels at a time. A transposed convolution is made of the same three.
/// </summary>
internal sealed unsafe class PatchProducts(Patches patches, int rows)
{
    /// <summary>Pixels that are cut and multiplied at once: their patches stay in the second-level cache.</summary>
    private const int PixelBlock = 256;

    public Patches Patches => patches;

    /// <summary>Floats of scratch memory that each product needs.</summary>
    public long ScratchLength { get; } = patches.PaddedLength + Patches.Overrun + Math.Max(
        Panels.LengthOfColumns(PixelBlock, patches.Taps),
        Math.Max(
            Panels.LengthOfRows(patches.Taps, PixelBlock) + Patches.Overrun + Panels.LengthOfColumns(rows, PixelBlock),
            Panels.LengthOfColumns(PixelBlock, rows) + (long)patches.Taps * PixelBlock));

    /// <summary>output [rows, pixels] += weights · patches of the image.</summary>
    /// <param name="weights">Rows of A, depth: taps.</param>
    public void AddProduct(float* image, Panels weights, float* output, float* scratch)
    {
        var columns = new Panels((nint)(scratch + patches.PaddedLength), patches.Taps);
        patches.Pad(image, scratch);
        for (int pixel = 0; pixel < patches.Pixels; pixel += PixelBlock)
        {
            int count = Math.Min(PixelBlock, patches.Pixels - pixel);
            patches.PackColumns(scratch, pixel, count, columns);
            MatrixProduct.Multiply(weights, columns, patches.Taps, output + pixel, patches.Pixels, rows, count, accumulate: true);
        }
    }

    /// <summary>The adjoint: image = what weightsᵀ · values [rows, pixels], as patches, add up to where they are cut from.</summary>
    /// <param name="weights">weightsᵀ as rows of A, depth: rows.</param>
    public void Scatter(float* values, Panels weights, float* image, float* scratch)
    {
        float* columnsAt = scratch + patches.PaddedLength, products = columnsAt + Panels.LengthOfColumns(PixelBlock, rows);
        var columns = new Panels((nint)columnsAt, rows);
        new Span<float>(scratch, patches.PaddedLength).Clear();
        for (int pixel = 0; pixel < patches.Pixels; pixel += PixelBlock)
        {
            int count = Math.Min(PixelBlock, patches.Pixels - pixel);
            columns.PackColumns(values + pixel, patches.Pixels, rows, count);
            MatrixProduct.Multiply(weights, columns, rows, products, PixelBlock, patches.Taps, count, accumulate: false);
            patches.ScatterColumns(products, PixelBlock, pixel, count, scratch);
        }
        patches.Crop(scratch, image);
    }

    /// <summary>sums [taps, rows] += patches of the image · valuesᵀ, the sum running over the pixels: the gradient of the weights, transposed.</summary>
    /// <param name="values">[rows, pixels].</param>
    public void AddWeightGradient(float* image, float* values, float* sums, float* scratch)
    {
        float* rowsAt = scratch + patches.PaddedLength;
        var taps = new Panels((nint)rowsAt, PixelBlock);
        var columns = new Panels((nint)(rowsAt + Panels.LengthOfRows(patches.Taps, PixelBlock) + Patches.Overrun), PixelBlock);
        patches.Pad(image, scratch);
        for (int pixel = 0; pixel < patches.Pixels; pixel += PixelBlock)
        {
            int count = Math.Min(PixelBlock, patches.Pixels - pixel);
            patches.PackRows(scratch, pixel, count, taps);
            columns.PackColumnsTransposed(values + pixel, patches.Pixels, count, rows);
            MatrixProduct.Multiply(taps, columns, count, sums, rows, patches.Taps, rows, accumulate: true);
        }
    }
}
