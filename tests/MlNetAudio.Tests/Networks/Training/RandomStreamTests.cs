using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Tests.Networks.Training;

public class RandomStreamTests
{
    [Fact]
    public void A_stream_is_the_same_on_every_machine()
    {
        var stream = new RandomStream(seed: 42, RandomUse.Dropout, major: 2, minor: 7);

        Assert.Equal([0x133A3AD67BC2387A, 0x86DCF740A7276235, 0x19A7AEC5A2DAFB6C], (ulong[])[stream.Bits(0), stream.Bits(1), stream.Bits(1_000_000)]);
    }

    [Fact]
    public void Values_fill_0_to_1_evenly()
    {
        var stream = new RandomStream(seed: 1, RandomUse.Shuffling);
        float[] values = [.. Enumerable.Range(0, 100_000).Select(i => stream.Uniform(i))];

        Assert.All(values, value => Assert.True(value is >= 0 and < 1));
        Assert.Equal(0.5, values.Average(value => (double)value), tolerance: 0.005);                          // σ of the mean: 0.0009
        Assert.Equal(1 / 12.0, values.Average(value => (value - 0.5) * (value - 0.5)), tolerance: 0.002);
    }

    [Fact]
    public void Uses_seeds_and_numbers_have_streams_of_their_own()
    {
        ulong[] firsts =
        [
            new RandomStream(1, RandomUse.Dropout, 0, 0).Bits(0), new RandomStream(2, RandomUse.Dropout, 0, 0).Bits(0), new RandomStream(1, RandomUse.Shuffling, 0, 0).Bits(0),
            new RandomStream(1, RandomUse.Dropout, 1, 0).Bits(0), new RandomStream(1, RandomUse.Dropout, 0, 1).Bits(0), new RandomStream(1, RandomUse.Dropout, 1, 1).Bits(0),
        ];

        Assert.Equal(firsts.Length, firsts.Distinct().Count());
    }

    [Fact]
    public void Initial_weights_fill_each_parameters_bound_and_repeat_for_a_seed()
    {
        var network = new CnnOptions().Create(Shape.Of(1, 16, 16), logits: 1);

        NetworkWeights one = InitialWeights.Draw(network, seed: 3), same = InitialWeights.Draw(network, seed: 3), other = InitialWeights.Draw(network, seed: 4);

        foreach (var parameter in network.Parameters)
        {
            Assert.True(one[parameter.Name].SequenceEqual(same[parameter.Name]));
            Assert.False(one[parameter.Name].SequenceEqual(other[parameter.Name]));
            Assert.All(one[parameter.Name].ToArray(), value => Assert.InRange(value, -parameter.InitialBound, parameter.InitialBound));
        }
        Assert.InRange(one["10.weight"].ToArray().Max(), 0.98f / 16, 1f / 16);   // Linear(128) of 64 · 2 · 2 = 256 features
    }
}
