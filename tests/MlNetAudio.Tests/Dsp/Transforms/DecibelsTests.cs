using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

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

    [Fact]
    public void The_largest_is_zero_decibels_where_no_reference_is_given() => Assert.Equal([-10f, 0f, -80f], FromPower([5, 50, 0], reference: null), (a, b) => Math.Abs(a - b) < 1e-6f);

    [Fact]
    public void A_tenth_of_the_amplitude_is_twenty_decibels_less()
    {
        float[] decibels = new float[3];

        Decibels.FromAmplitude([-1, 0.1f, 0], decibels, top: null);

        Approximately.Equal([0, -20, -100], decibels, tolerance: 1e-5);
    }

    [Fact]
    public void Powers_and_amplitudes_come_back()
    {
        float[] values = [1e-4f, 0.5f, 1, 30], decibels = new float[4], back = new float[4];

        Decibels.FromPower(values, decibels, reference: 2, top: null);
        Decibels.ToPower(decibels, back, reference: 2);
        Approximately.Equal(values, back, tolerance: 1e-5);   // 30 · ln 10 / 10 · the rounding of 12 dB

        Decibels.FromAmplitude(values, decibels, reference: 2, top: null);
        Decibels.ToAmplitude(decibels, back, reference: 2);
        Approximately.Equal(values, back, tolerance: 1e-5);
    }

    [Fact, Trait("Category", "Kernels")]
    public void Vectorised_logarithms_err_by_less_than_1e_13()
    {
        double[] powers = [.. Enumerable.Range(0, 4_003).Select(i => Math.Pow(10, -9.9 + i * 0.005))], decibels = [.. powers];

        Decibels.Logarithm(decibels, minimum: 1e-10);

        for (int i = 0; i < powers.Length; i++) Assert.Equal(10 * Math.Log10(powers[i]), decibels[i], 1e-13 * Math.Max(1, Math.Abs(decibels[i])));
    }

    [Theory, Trait("Category", "Kernels")]
    [InlineData(1e-10), InlineData(1e-300), InlineData(1e-310)]
    public void Logarithms_of_any_size_agree_with_their_reference_at_every_length(double minimum)
    {
        double[] powers = [0, 1, 1e-320, 1e-300, double.MaxValue, 0.5, Math.Sqrt(0.5), Math.BitIncrement(1), Math.BitDecrement(1), double.PositiveInfinity, double.NaN, 2, 10, 1e-5, 7e7, 1e-10, 3e-290];
        for (int length = 0; length <= powers.Length; length++)
        {
            double[] expected = powers[..length], actual = powers[..length];

            Decibels.LogarithmReference(expected, minimum);
            Decibels.Logarithm(actual, minimum);

            for (int i = 0; i < length; i++)
                Assert.True(expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= 4 * (Math.BitIncrement(Math.Abs(expected[i])) - Math.Abs(expected[i])), $"{powers[i]}: {expected[i]:r}, {actual[i]:r}");   // four units of the last place
        }
    }

    [Fact]
    public void Too_little_room_is_refused() => Assert.Throws<ArgumentException>("decibels", () => Decibels.FromPower(new float[3], new float[2]));

    private static float[] FromPower(float[] power, double? reference = 1, double? top = 80)
    {
        float[] decibels = new float[power.Length];
        Decibels.FromPower(power, decibels, reference, top: top);
        return decibels;
    }
}
