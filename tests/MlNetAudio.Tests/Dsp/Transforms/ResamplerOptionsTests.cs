using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class ResamplerOptionsTests
{
    public static TheoryData<string, Func<ResamplerOptions>> Wrong => new()
    {
        { "Method must be a ResamplingMethod, got 9.", () => new() { Method = (ResamplingMethod)9 } },
        { "LowpassFilterWidth must be positive, got 0.", () => new() { LowpassFilterWidth = 0 } },
        { "Rolloff must be above 0 and at most 1, got 1.5.", () => new() { Rolloff = 1.5 } },
        { "Rolloff must be above 0 and at most 1, got NaN.", () => new() { Rolloff = double.NaN } },
        { "KaiserBeta must not be negative, got -1.", () => new() { KaiserBeta = -1 } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_by_name(string message, Func<ResamplerOptions> build)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(build);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>x = cos(0.3 n²), n below 10, 3 → 2; scipy 1.10.1 and torchaudio 0.13.1 in double precision.</summary>
    [Theory]
    [InlineData(ResamplingMethod.Polyphase, new[] { 0.8412660, 0.7855572, -0.7242519, 0.3886686, -0.3363533, 0.2062106, 0.7845356 })]
    [InlineData(ResamplingMethod.Fourier, new[] { 0.8194855, 0.9100472, -0.7364805, 0.2663753, -0.0990099, -0.1934352, 0.9453567 })]
    [InlineData(ResamplingMethod.SincHann, new[] { 0.8727547, 0.7427933, -0.6782194, 0.3473946, -0.3068254, 0.1934752, 0.7781316 })]
    [InlineData(ResamplingMethod.SincKaiser, new[] { 0.8724063, 0.7120198, -0.6211852, 0.2872773, -0.2715018, 0.1981840, 0.7411601 })]
    public void Few_samples_come_out_as_in_the_other_library(ResamplingMethod method, double[] expected)
    {
        float[] samples = [.. Enumerable.Range(0, 10).Select(n => (float)Math.Cos(0.3 * n * n))];

        float[] actual = new Resampler(3, 2, new() { Method = method }).Resample(samples);

        Approximately.Equal(Array.ConvertAll(expected, value => (float)value), actual, 1e-6);   // single precision of values below 2
    }
}
