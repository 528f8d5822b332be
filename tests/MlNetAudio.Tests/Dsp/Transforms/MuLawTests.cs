using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class MuLawTests
{
    [Theory, InlineData(-1, 0), InlineData(0, 128), InlineData(1, 255), InlineData(0.01, 157), InlineData(-2, 0), InlineData(2, 255)]
    public void A_sample_has_its_code(float sample, int code) => Assert.Equal(code, MuLaw.Encode(sample));

    [Theory, InlineData(256), InlineData(2), InlineData(1024)]
    public void Every_code_stands_for_a_sample_that_has_it(int channels)
    {
        int[] codes = [.. Enumerable.Range(0, channels)], again = new int[channels];
        float[] samples = new float[channels];

        MuLaw.Decode(codes, samples, channels);
        MuLaw.Encode(samples, again, channels);

        Assert.Equal(codes, again);
        Assert.Equal(samples.Order(), samples);
    }

    [Fact]
    public void A_code_out_of_range_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => MuLaw.Decode(256));

        Assert.StartsWith("A code of 256 channels is 0 to 255, got 256.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_number_is_refused() => Assert.Throws<ArgumentException>(() => MuLaw.Encode(float.NaN));

    [Fact]
    public void One_channel_is_refused_by_name() => Assert.Throws<ArgumentOutOfRangeException>("channels", () => MuLaw.Encode(0, channels: 1));
}
