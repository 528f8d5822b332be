using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class GriffinLimTests
{
    private static readonly GriffinLimOptions Options = new() { Stft = new() { FftLength = 256, HopLength = 64 } };

    [Fact]
    public void The_magnitudes_of_the_result_come_nearer_to_the_wanted_ones_with_every_round_of_iterations()
    {
        float[] wanted = new Stft(Options.Stft).Forward(Some.Floats(3_000, seed: 2)).Magnitude();

        double few = Distance(wanted, Options with { Iterations = 2 }), more = Distance(wanted, Options with { Iterations = 60 });

        Assert.True(more < 0.6 * few, FormattableString.Invariant($"{more} after 60, {few} after 2"));
    }

    [Fact]
    public void A_seed_gives_the_same_again_and_another_one_does_not()
    {
        float[] wanted = new Stft(Options.Stft).Forward(Some.Floats(1_000, seed: 2)).Magnitude();

        float[] once = GriffinLim.Reconstruct(wanted, Options with { Seed = 1 }, 1_000);

        Assert.Equal(once, GriffinLim.Reconstruct(wanted, Options with { Seed = 1 }, 1_000));
        Assert.NotEqual(once, GriffinLim.Reconstruct(wanted, Options with { Seed = 2 }, 1_000));
    }

    [Fact]
    public void The_length_may_be_other_than_what_the_frames_cover()
    {
        float[] wanted = new Stft(Options.Stft).Forward(Some.Floats(1_000, seed: 2)).Magnitude();

        Assert.All([500, 960, 1_500], length => Assert.Equal(length, GriffinLim.Reconstruct(wanted, Options, length).Length));
    }

    [Fact]
    public void Magnitudes_that_are_none_are_refused()
    {
        Assert.StartsWith("Transforms of 256 samples have 129 bins; 130 magnitudes", Assert.Throws<ArgumentException>(() => GriffinLim.Reconstruct(new float[130], Options)).Message, StringComparison.Ordinal);
        float[] negative = new float[129];
        negative[5] = -1;
        Assert.StartsWith("Magnitude 5 is -1;", Assert.Throws<ArgumentException>(() => GriffinLim.Reconstruct(negative, Options)).Message, StringComparison.Ordinal);
    }

    private static double Distance(float[] wanted, GriffinLimOptions options)
    {
        float[] got = new Stft(options.Stft).Forward(GriffinLim.Reconstruct(wanted, options, 3_000)).Magnitude();
        return Math.Sqrt(wanted.Zip(got, (a, b) => ((double)a - b) * ((double)a - b)).Sum());
    }
}
