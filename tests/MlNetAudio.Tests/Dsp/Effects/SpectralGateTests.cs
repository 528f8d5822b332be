using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class SpectralGateTests
{
    private const int Rate = 16_000;

    private static readonly float[] Hiss = Level.Amplify(Noise.Generate(NoiseColor.White, Rate, seed: 1), -40);

    [Fact]
    public void Noise_alone_is_lowered_by_nearly_the_wanted_decibels()
    {
        float[] other = Level.Amplify(Noise.Generate(NoiseColor.White, Rate, seed: 2), -40);

        float[] left = new SpectralGate(Hiss, Rate, new() { ReductionDecibels = 20 }).Apply(other);

        Assert.InRange(20 * Math.Log10(Level.Rms(left) / Level.Rms(other)), -21, -12);   // a bin in fifteen is above the threshold by chance, and opens its neighbours a little
    }

    [Fact]
    public void A_tone_in_noise_stays_and_stands_out_further()
    {
        float[] tone = Some.Sine(1_000, Rate, Rate, amplitude: 0.1), noisy = Noise.Mix(tone, Noise.Generate(NoiseColor.White, Rate, seed: 3), 15);

        float[] cleaned = new SpectralGate(Level.Amplify(Noise.Generate(NoiseColor.White, Rate, seed: 4), 20 * Math.Log10(Level.Rms(tone)) - 15), Rate).Apply(noisy);

        double before = RatioTo(tone, noisy), after = RatioTo(tone, cleaned);
        Assert.True(after > before + 5, FormattableString.Invariant($"{before} dB before, {after} dB after"));
    }

    [Fact]
    public void Silence_stays_finite_and_silent() => Assert.All(new SpectralGate(new float[2_000], Rate).Apply(new float[5_000]), sample => Assert.Equal(0, sample));

    [Fact]
    public void No_noise_to_learn_from_is_refused() => Assert.StartsWith("The signal has no samples", Assert.Throws<ArgumentException>(() => new SpectralGate([], Rate)).Message, StringComparison.Ordinal);

    /// <summary>Decibels of the signal over what is added to it, its ends left out.</summary>
    private static double RatioTo(float[] signal, float[] other) => SignalToNoise.InnerDecibels(signal, other);
}
