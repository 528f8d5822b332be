using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class WindowTests
{
    [Fact]
    public void It_starts_at_zero_and_would_return_there_one_sample_after_its_end()
    {
        double[] window = Window.Periodic(WindowFunction.Hann, 8);

        Assert.Equal(0, window[0]);
        Assert.Equal(1, window[4]);
        Assert.Equal(window[1], window[7], 1e-15);
    }

    [Fact]
    public void Windows_half_a_length_apart_add_up_to_one()
    {
        double[] window = Window.Periodic(WindowFunction.Hann, 1_024);

        for (int n = 0; n < 512; n++) Assert.Equal(1, window[n] + window[n + 512], 1e-14);
    }
}
