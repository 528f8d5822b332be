using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class TranspositionTests
{
    [Theory]
    [InlineData(1, 1), InlineData(1, 40), InlineData(33, 1), InlineData(3, 5), InlineData(4, 4), InlineData(31, 33), InlineData(32, 64), InlineData(65, 38), InlineData(128, 251)]
    public void Rows_become_columns(int rows, int columns)
    {
        float[] source = Some.Floats(rows * columns, seed: 1), expected = new float[source.Length], actual = new float[source.Length];

        fixed (float* from = source, expectedAt = expected, actualAt = actual)
        {
            Transposition.Reference(from, rows, columns, expectedAt);
            Transposition.Of(from, rows, columns, actualAt);
        }

        Assert.Equal(expected, actual);
    }
}
