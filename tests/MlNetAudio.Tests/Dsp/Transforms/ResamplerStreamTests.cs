using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

[Trait("Category", "Kernels")]
public class ResamplerStreamTests
{
    /// <summary>Recurring, tabulated and interpolated phases, and the same rate.</summary>
    public static TheoryData<int, int, ResamplingMethod> Cases => [.. from rates in Rates
                                                                      from method in Enum.GetValues<ResamplingMethod>()
                                                                      where method != ResamplingMethod.Fourier
                                                                      select (rates.From, rates.To, method)];

    private static readonly (int From, int To)[] Rates = [(22_050, 16_000), (8_000, 16_000), (48_000, 16_000), (11_025, 8_000), (4_409, 1_600), (16_000, 16_000)];

    [Theory, MemberData(nameof(Cases))]
    public void Pieces_give_the_bits_of_the_whole(int from, int to, ResamplingMethod method)
    {
        var resampler = Resampler.For(from, to, new() { Method = method });
        float[] samples = Some.Floats(3_001, seed: 21), whole = resampler.Resample(samples);
        var random = new Random(22);
        foreach (int longest in new[] { 40, 900, 4_000 })
        {
            var stream = new ResamplerStream(resampler);
            var pieces = new List<float>();

            for (int at = 0; at < samples.Length;)
            {
                int count = Math.Min(random.Next(longest), samples.Length - at);
                pieces.AddRange(stream.Push(samples.AsSpan(at, count)));
                at += count;
            }
            pieces.AddRange(stream.Finish());

            Assert.Equal(whole, pieces);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Signals_shorter_than_the_filter_come_out_at_the_end(int from, int to, ResamplingMethod method)
    {
        var resampler = Resampler.For(from, to, new() { Method = method });
        foreach (int count in new[] { 0, 1, 2, 10 })
        {
            float[] samples = Some.Floats(count, seed: 23);
            var stream = new ResamplerStream(resampler);

            float[] pieces = [.. stream.Push(samples), .. stream.Finish()];

            Assert.Equal(resampler.Resample(samples), pieces);
        }
    }

    [Fact]
    public void An_output_comes_when_its_filter_has_its_samples_and_not_later()
    {
        var resampler = new Resampler(16_000, 8_000, ResamplerOptions.Polyphase);   // ten zero crossings to each side: 20 samples of the input
        var stream = new ResamplerStream(resampler);

        Assert.Empty(stream.Push(new float[20]));
        Assert.Single(stream.Push(new float[1]));
        Assert.Equal(1_000, stream.Push(new float[2_000]).Length);
    }

    [Fact]
    public void A_finished_stream_takes_no_more()
    {
        var stream = new ResamplerStream(new(16_000, 8_000));
        stream.Finish();

        var error = Assert.Throws<InvalidOperationException>(() => stream.Push(new float[1]));

        Assert.StartsWith("The stream is finished", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(stream.Finish);
    }

    [Fact]
    public void Fourier_resampling_cannot_stream()
    {
        var error = Assert.Throws<NotSupportedException>(() => new ResamplerStream(new(16_000, 8_000, ResamplerOptions.Fourier)));

        Assert.StartsWith("Fourier resampling needs the spectrum of the whole signal", error.Message, StringComparison.Ordinal);
    }
}
