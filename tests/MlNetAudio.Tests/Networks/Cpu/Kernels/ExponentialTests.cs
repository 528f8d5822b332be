using System.Numerics;
using MlNetAudio.Networks.Cpu.Kernels;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public class ExponentialTests
{
    [Fact]
    public void The_relative_error_is_below_3e7_everywhere()
    {
        for (float x = -100; x < 100; x += 0.0137f)
        {
            double expected = Exponential.Reference(x), actual = Exponential.Of(new Vector<float>(x))[0];
            Assert.InRange(actual / expected, 1 - 3e-7, 1 + 3e-7);
        }
    }

    [Fact]
    public void Zero_is_exact()
    {
        Assert.Equal(1f, Exponential.Of(Vector<float>.Zero)[0]);
    }

    [Fact]
    public void NaN_stays_NaN_and_infinities_stay_finite()
    {
        Assert.True(float.IsNaN(Exponential.Of(new Vector<float>(float.NaN))[0]));
        Assert.InRange(Exponential.Of(new Vector<float>(float.NegativeInfinity))[0], 1e-38f, 2e-38f);
        Assert.InRange(Exponential.Of(new Vector<float>(float.PositiveInfinity))[0], 5e37f, 7e37f);
    }
}
