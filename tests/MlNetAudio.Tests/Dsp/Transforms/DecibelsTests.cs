using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class DecibelsTests
{
    [Fact]
    public void A_tenth_of_the_power_is_ten_decibels_less()
    {
        Assert.Equal([0f, -10f, -20f], FromPower([1, 0.1f, 0.01f]));
    }

    [Fact]
    public void The_floor_is_relative_to_the_largest_of_all()
    {
        Assert.Equal([20f, -10f, -10f], FromPower([100, 1e-6f, 0], top: 30));
    }

    [Fact]
    public void Silence_is_the_minimum() => Assert.Equal([-100f, -100f], FromPower([0, 0]));

    [Fact]
    public void Without_a_floor_nothing_is_raised() => Assert.Equal([60f, -100f], FromPower([1e6f, 0], top: null));

    [Fact]
    public void The_reference_is_zero_decibels() => Assert.Equal([0f, 10f], FromPower([5, 50], reference: 5), (a, b) => Math.Abs(a - b) < 1e-6f);

    private static float[] FromPower(float[] power, double reference = 1, double? top = 80)
    {
        float[] decibels = new float[power.Length];
        Decibels.FromPower(power, decibels, reference, top: top);
        return decibels;
    }
}
