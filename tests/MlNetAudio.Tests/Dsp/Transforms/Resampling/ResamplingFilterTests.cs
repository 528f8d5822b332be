using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Dsp.Transforms.Resampling;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms.Resampling;

[Trait("Category", "Kernels")]
public class ResamplingFilterTests
{
    /// <summary>Few and many recurring phases, incomplete groups of sixteen (441 and 147), and the two bodies for ratios that seldom recur.</summary>
    public static TheoryData<int, int, ResamplingMethod> Cases => new()
    {
        { 22_050, 16_000, ResamplingMethod.HighQuality }, { 8_000, 11_025, ResamplingMethod.HighQuality }, { 8_000, 16_000, ResamplingMethod.HighQuality }, { 48_000, 8_000, ResamplingMethod.HighQuality },
        { 48_000, 44_100, ResamplingMethod.Polyphase }, { 3, 7, ResamplingMethod.Polyphase }, { 50, 1, ResamplingMethod.Polyphase }, { 1, 50, ResamplingMethod.Polyphase },
        { 44_100, 16_000, ResamplingMethod.SincHann }, { 16_000, 22_050, ResamplingMethod.SincKaiser },
        { 4_409, 1_600, ResamplingMethod.HighQuality }, { 4_409, 1_600, ResamplingMethod.Polyphase }, { 4_409, 1_600, ResamplingMethod.SincHann },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Every_length_agrees_with_the_reference(int from, int to, ResamplingMethod method)
    {
        var resampler = Resampler.For(from, to, new() { Method = method });
        float[] samples = Some.Floats(200, seed: 31);
        for (int length = 1; length <= samples.Length; length++)
        {
            if (length > 40 && length % 7 != 0) continue;   // every length up to two vectors and a half, then every seventh
            float[] actual = resampler.Resample(samples.AsSpan(0, length)), expected = new float[actual.Length];

            resampler.Filter!.RunReference(samples.AsSpan(0, length), 0, 0, expected);

            Approximately.Equal(expected, actual, 2e-6);   // hundreds of products of values within ±1, summed in single precision
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_long_signal_agrees_with_the_reference_from_any_output_on(int from, int to, ResamplingMethod method)
    {
        var filter = Resampler.For(from, to, new() { Method = method }).Filter!;
        float[] samples = Some.Floats(4_000, seed: 32);
        foreach (int first in new[] { 0, 1, 7, 9, 330, 1_203 })
        {
            float[] actual = new float[1_500], expected = new float[1_500];

            filter.Run(samples, 100, first, actual);

            filter.RunReference(samples, 100, first, expected);
            Approximately.Equal(expected, actual, 2e-6);
        }
    }

    [Fact]
    public void Ratios_whose_phases_recur_soon_use_lanes_and_prime_ones_a_bounded_table()
    {
        Assert.IsType<RecurringPhaseFilter>(new Resampler(22_050, 16_000).Filter);
        Assert.IsType<RecurringPhaseFilter>(new Resampler(11_025, 16_000, ResamplerOptions.Polyphase).Filter);
        Assert.IsType<TabulatedPhaseFilter>(new Resampler(4_409, 1_600, ResamplerOptions.Polyphase).Filter);
        Assert.IsType<InterpolatedPhaseFilter>(new Resampler(44_099, 16_000).Filter);
    }
}
