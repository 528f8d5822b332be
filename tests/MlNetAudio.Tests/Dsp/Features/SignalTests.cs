using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

[Trait("Category", "Kernels")]
public class SignalTests
{
    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void The_first_sample_that_is_not_finite_is_found_at_every_place(float bad)
    {
        for (int place = 0; place < 300; place++)
        {
            float[] signal = Some.Floats(300, seed: 1);
            (signal[place], signal[299]) = (bad, float.NaN);

            Assert.Equal(place, Signal.FirstNotFinite(signal));
        }
    }

    [Fact]
    public void The_largest_and_least_numbers_are_finite()
    {
        float[] signal = Some.Floats(300, seed: 2);
        (signal[3], signal[100], signal[299]) = (float.MaxValue, float.MinValue, float.Epsilon);

        Assert.Equal(-1, Signal.FirstNotFinite(signal));
        Assert.Equal(-1, Signal.FirstNotFiniteReference(signal));
    }
}
