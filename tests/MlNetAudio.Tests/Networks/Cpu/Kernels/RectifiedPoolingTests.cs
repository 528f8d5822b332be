using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class RectifiedPoolingTests
{
    private const int Readable = 31;

    public static TheoryData<int> EveryCount => [.. Enumerable.Range(1, 35)];

    [Theory, MemberData(nameof(EveryCount))]
    public void Forward_agrees_with_its_reference_at_every_length(int count)
    {
        float[] top = Coarse(count, seed: 1), bottom = Coarse(count, seed: 2);
        (top[count / 2], bottom[count / 3]) = (float.NaN, float.PositiveInfinity);
        float[] expected = new float[count], expectedInputs = new float[count], actual = new float[count], inputs = new float[count];
        byte[] expectedPlaces = new byte[count], places = new byte[count];

        fixed (float* topAt = top, bottomAt = bottom, expectedAt = expected, expectedInputsAt = expectedInputs, actualAt = actual, inputsAt = inputs)
        fixed (byte* expectedPlacesAt = expectedPlaces, placesAt = places)
        {
            RectifiedPooling.ForwardReference(topAt, bottomAt, count, -0.5f, 0.25f, expectedAt, expectedInputsAt, expectedPlacesAt);
            RectifiedPooling.Forward(topAt, bottomAt, count, -0.5f, 0.25f, actualAt, inputsAt, placesAt);
        }

        Assert.Equal(expected, actual);   // exact: the values are multiples of a quarter
        for (int i = 0; i < count; i++)
        {
            if (float.IsNaN(expected[i])) continue;   // which of several is blamed does not matter
            Assert.Equal(expectedPlaces[i], places[i]);
            Assert.Equal(expectedInputs[i], inputs[i]);
        }
    }

    [Theory, MemberData(nameof(EveryCount))]
    public void Backward_and_the_sums_agree_with_their_reference_at_every_length(int count)
    {
        float[] gradient = Some.Floats(count, seed: 3), inputs = Some.Floats(count, seed: 4);
        byte[] places = [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7 % 5))];
        float[] expectedTop = new float[2 * count], expectedBottom = new float[2 * count], top = Some.Floats(2 * count, seed: 5), bottom = Some.Floats(2 * count, seed: 6);

        fixed (float* gradientAt = gradient, inputsAt = inputs, expectedTopAt = expectedTop, expectedBottomAt = expectedBottom, topAt = top, bottomAt = bottom)
        fixed (byte* placesAt = places)
        {
            RectifiedPooling.BackwardReference(gradientAt, placesAt, count, expectedTopAt, expectedBottomAt);
            RectifiedPooling.Backward(gradientAt, placesAt, count, topAt, bottomAt);
            var (expectedSum, expectedCorrelation) = RectifiedPooling.GradientSumsReference(inputsAt, gradientAt, placesAt, count, 0.3f);
            var (sum, correlation) = RectifiedPooling.GradientSums(inputsAt, gradientAt, placesAt, count, 0.3f);
            Assert.Equal(expectedSum, sum, tolerance: 1e-6f * count);
            Assert.Equal(expectedCorrelation, correlation, tolerance: 1e-6f * count);
        }

        Assert.Equal(expectedTop, top);
        Assert.Equal(expectedBottom, bottom);
    }

    /// <summary>Multiples of a half within ±2, so that there are equals in every window's neighbourhood.</summary>
    private static float[] Coarse(int count, int seed) => [.. Some.Floats(2 * count + Readable, seed).Select(value => MathF.Round(value * 4) / 2)];
}
