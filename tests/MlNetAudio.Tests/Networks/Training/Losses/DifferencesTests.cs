using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training.Losses;

[Trait("Category", "Kernels")]
public class DifferencesTests
{
    /// <summary>Every remainder around four 16-lane vectors.</summary>
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void Squared_differences_agree_with_their_reference(int length)
    {
        float[] outputs = Some.Floats(length, seed: 1), targets = Some.Floats(length, seed: 2), expected = new float[length], gradient = new float[length];

        double reference = Differences.SquaredReference(outputs, targets, expected), value = Differences.Squared(outputs, targets, gradient);

        Assert.Equal(reference, value, tolerance: 1e-12);
        Assert.Equal(value, Differences.Squared(outputs, targets, []));
        Assert.Equal(expected, gradient);
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void Absolute_differences_agree_with_their_reference(int length)
    {
        float[] outputs = Some.Floats(length, seed: 1), targets = [.. Some.Floats(length, seed: 2).Select((value, i) => i % 3 == 0 ? outputs[i] : value)];
        float[] expected = new float[length], gradient = new float[length];

        double reference = Differences.AbsoluteReference(outputs, targets, expected), value = Differences.Absolute(outputs, targets, gradient);

        Assert.Equal(reference, value, tolerance: 1e-12);
        Assert.Equal(value, Differences.Absolute(outputs, targets, []));
        Assert.Equal(expected, gradient);
    }
}
