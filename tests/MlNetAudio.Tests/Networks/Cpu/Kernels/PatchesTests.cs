using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class PatchesTests
{
    public static TheoryData<int, int, int, int, int, int> Geometries => new()
    {
        { 1, 7, 40, 3, 1, 1 }, { 3, 9, 5, 3, 1, 1 }, { 2, 11, 33, 3, 1, 0 }, { 2, 8, 9, 5, 2, 2 }, { 3, 6, 7, 1, 1, 0 }, { 1, 12, 13, 2, 3, 0 }, { 2, 5, 64, 3, 1, 2 },
    };

    [Theory, MemberData(nameof(Geometries))]
    public void Packed_columns_are_the_patches(int channels, int height, int width, int kernel, int stride, int padding)
    {
        var bench = new Bench(channels, height, width, kernel, stride, padding);
        var packed = new Panels((nint)bench.Arena.At(bench.Panels), bench.Patches.Taps);

        bench.Patches.PackColumns(bench.Arena.At(bench.Padded), bench.First, bench.Count, packed);

        for (int k = 0; k < bench.Patches.Taps; k++)
            for (int n = 0; n < bench.Count; n++)
                Assert.Equal(bench.Expected(k, n), packed.Data[n / Panels.Columns * Panels.Columns * bench.Patches.Taps + k * Panels.Columns + n % Panels.Columns]);
    }

    [Theory, MemberData(nameof(Geometries))]
    public void Packed_rows_are_the_patches_transposed(int channels, int height, int width, int kernel, int stride, int padding)
    {
        var bench = new Bench(channels, height, width, kernel, stride, padding);
        var packed = new Panels((nint)bench.Arena.At(bench.Panels), bench.Count);

        bench.Patches.PackRows(bench.Arena.At(bench.Padded), bench.First, bench.Count, packed);

        for (int k = 0; k < bench.Patches.Taps; k++)
            for (int n = 0; n < bench.Count; n++) Assert.Equal(bench.Expected(k, n), packed.Data[k / Panels.Rows * Panels.Rows * bench.Count + n * Panels.Rows + k % Panels.Rows]);
    }

    [Theory, MemberData(nameof(Geometries))]
    public void Scattering_is_the_adjoint_of_cutting(int channels, int height, int width, int kernel, int stride, int padding)
    {
        var bench = new Bench(channels, height, width, kernel, stride, padding);
        float[] patches = Some.Floats(bench.Patches.Taps * bench.Count, seed: 8), scattered = new float[bench.Image.Length];

        fixed (float* patchesAt = patches, scatteredAt = scattered)
        {
            bench.Arena.Span(bench.Padded).Clear();
            bench.Patches.ScatterColumns(patchesAt, bench.Count, bench.First, bench.Count, bench.Arena.At(bench.Padded));
            bench.Patches.Crop(bench.Arena.At(bench.Padded), scatteredAt);
        }

        double left = 0, right = scattered.Zip(bench.Image, (s, x) => (double)s * x).Sum();   // ⟨patches, cut(image)⟩ = ⟨scatter(patches), image⟩
        for (int k = 0; k < bench.Patches.Taps; k++)
            for (int n = 0; n < bench.Count; n++) left += (double)patches[k * bench.Count + n] * bench.Expected(k, n);
        Assert.Equal(left, right, tolerance: 1e-4);
    }

    /// <summary>A padded image and room for the panels of all pixels but the first two and the last.</summary>
    private sealed class Bench
    {
        public Bench(int channels, int height, int width, int kernel, int stride, int padding)
        {
            int outHeight = (height + 2 * padding - kernel) / stride + 1, outWidth = (width + 2 * padding - kernel) / stride + 1;
            Patches = new(new(channels, height, width, kernel, stride, padding, 1, outHeight, outWidth));
            Image = Some.Floats(channels * height * width, seed: 7);
            Count = Patches.Pixels - First - 1;
            Padded = Arena.Reserve(Patches.PaddedLength);
            Panels = Arena.Reserve(Math.Max(MlNetAudio.Networks.Cpu.Kernels.Panels.LengthOfColumns(Count, Patches.Taps), MlNetAudio.Networks.Cpu.Kernels.Panels.LengthOfRows(Patches.Taps, Count)) + MlNetAudio.Networks.Cpu.Kernels.Patches.Overrun);
            Arena.Allocate(workers: 0);
            fixed (float* image = Image) Patches.Pad(image, Arena.At(Padded));
        }

        public Patches Patches { get; }

        public float[] Image { get; }

        public Arena Arena { get; } = new();

        public Block Padded { get; }

        public Block Panels { get; }

        public int First { get; } = 2;

        public int Count { get; }

        public float Expected(int k, int n) => Patches.ValueReference(Image, k, First + n);
    }
}
