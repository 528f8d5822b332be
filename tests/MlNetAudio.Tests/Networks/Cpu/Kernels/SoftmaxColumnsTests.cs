using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

/// <summary>Softmax down columns, and its logarithm both ways, against the references, at every number of columns (or length of a row) around four 16-lane vectors.</summary>
[Trait("Category", "Kernels")]
public unsafe class SoftmaxColumnsTests
{
    private const int Count = 7;

    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void A_softmax_of_columns_agrees_with_its_reference_in_place(int columns)
    {
        var (x, gradient, expected, expectedGradient) = Buffers(Count * columns);

        fixed (float* xAt = x, gradientAt = gradient, expectedAt = expected, targetAt = expectedGradient)
        {
            for (int i = 0; i < columns; i++)
            {
                SoftmaxRow.ForwardReference(xAt + i, Count, columns, expectedAt + i);
                SoftmaxRow.BackwardReference(expectedAt + i, gradientAt + i, Count, columns, targetAt + i);
            }
            SoftmaxColumns.Forward(xAt, Count, columns, xAt);
            SoftmaxColumns.Backward(xAt, gradientAt, Count, columns, gradientAt);
        }

        Approximately.Equal(expected, x, tolerance: 1e-6);
        Approximately.Equal(expectedGradient, gradient, tolerance: 1e-6);
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void A_logarithm_of_softmax_of_columns_agrees_with_its_reference_in_place(int columns)
    {
        var (x, gradient, expected, expectedGradient) = Buffers(Count * columns);

        fixed (float* xAt = x, gradientAt = gradient, expectedAt = expected, targetAt = expectedGradient)
        {
            for (int i = 0; i < columns; i++)
            {
                SoftmaxRow.ForwardLogReference(xAt + i, Count, columns, expectedAt + i);
                SoftmaxRow.BackwardLogReference(expectedAt + i, gradientAt + i, Count, columns, targetAt + i);
            }
            SoftmaxColumns.ForwardLog(xAt, Count, columns, xAt);
            SoftmaxColumns.BackwardLog(xAt, gradientAt, Count, columns, gradientAt);
        }

        Approximately.Equal(expected, x, tolerance: 4e-6);   // of values down to −40
        Approximately.Equal(expectedGradient, gradient, tolerance: 2e-6);
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void A_logarithm_of_softmax_of_a_row_agrees_with_its_reference_in_place(int length)
    {
        var (x, gradient, expected, expectedGradient) = Buffers(length);

        fixed (float* xAt = x, gradientAt = gradient, expectedAt = expected, targetAt = expectedGradient)
        {
            SoftmaxRow.ForwardLogReference(xAt, length, 1, expectedAt);
            SoftmaxRow.BackwardLogReference(expectedAt, gradientAt, length, 1, targetAt);
        }
        SoftmaxRow.ForwardLog(x, x);
        SoftmaxRow.BackwardLog(x, gradient, gradient);

        Approximately.Equal(expected, x, tolerance: 4e-6);
        Approximately.Equal(expectedGradient, gradient, tolerance: 4e-6);
    }

    [Fact]
    public void A_column_that_holds_NaN_comes_out_as_NaN_and_its_neighbours_do_not()
    {
        float[] x = [.. Some.Floats(Count * 33, seed: 1)], logarithm = new float[x.Length], softmax = new float[x.Length];
        x[2 * 33 + 5] = float.NaN;

        fixed (float* xAt = x, logarithmAt = logarithm, softmaxAt = softmax)
        {
            SoftmaxColumns.Forward(xAt, Count, 33, softmaxAt);
            SoftmaxColumns.ForwardLog(xAt, Count, 33, logarithmAt);
        }

        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(i % 33 == 5, float.IsNaN(softmax[i]));
            Assert.Equal(i % 33 == 5, float.IsNaN(logarithm[i]));
        }
    }

    private static (float[] X, float[] Gradient, float[] Expected, float[] ExpectedGradient) Buffers(int length) =>
        ([.. Some.Floats(length, seed: 1).Select(value => 20 * value)], Some.Floats(length, seed: 2), new float[length], new float[length]);
}
