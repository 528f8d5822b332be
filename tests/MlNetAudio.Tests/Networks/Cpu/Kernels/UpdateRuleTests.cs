using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class UpdateRuleTests
{
    private static readonly Dictionary<string, OptimizerOptions> Optimizers = new()
    {
        ["SGD"] = new SgdOptions { WeightDecay = 0.1f },
        ["SGD, momentum"] = new SgdOptions { LearningRate = 0.05f, Momentum = 0.9f },
        ["SGD, Nesterov"] = new SgdOptions { Momentum = 0.9f, Nesterov = true, WeightDecay = 0.1f },
        ["Adam"] = new AdamOptions { LearningRate = 0.05f, Beta1 = 0.8f, Beta2 = 0.95f, WeightDecay = 0.1f },
        ["AdamW"] = new AdamWOptions { WeightDecay = 0.1f },
        ["RMSprop"] = new RmsPropOptions { WeightDecay = 0.1f },
        ["RMSprop, momentum"] = new RmsPropOptions { Alpha = 0.9f, Momentum = 0.8f },
        ["RMSprop, centred"] = new RmsPropOptions { Centered = true },
        ["RMSprop, centred, momentum"] = new RmsPropOptions { Alpha = 0.9f, WeightDecay = 0.1f, Momentum = 0.8f, Centered = true },
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    /// <summary>Three steps at every length around four 16-lane vectors.</summary>
    [Theory, MemberData(nameof(Names))]
    public void An_optimiser_agrees_with_its_reference_at_every_length(string name)
    {
        for (int length = 1; length <= 67; length++)
        {
            UpdateBench expected = new(Some.Floats(length, seed: 1)), actual = new(Some.Floats(length, seed: 1));
            for (int step = 1; step <= 3; step++)
            {
                float[] gradients = Some.Floats(length, seed: 10 + step);
                expected.Step(Optimizers[name], gradients, reference: true);
                actual.Step(Optimizers[name], gradients);
            }

            foreach (var (one, other) in expected.Everything.Zip(actual.Everything)) Approximately.Equal(one, other, tolerance: 2e-6);
        }
    }

    /// <summary>PyTorch 1.13: four steps from [1, −2, 0.5] with the gradients k·[0.3, −0.1, 0.7] − w of step k.</summary>
    [Theory]
    [InlineData("RMSprop, centred, momentum", new[] { 1.137724671, -2.218571594, 0.235392105 })]
    [InlineData("RMSprop, momentum", new[] { 1.144616615, -2.198301515, 0.255392645 })]
    [InlineData("RMSprop, centred", new[] { 1.187640618, -2.280600221, 0.133287545 })]
    [InlineData("SGD, momentum", new[] { 1.194470625, -2.877938125, 0.05933875 })]
    [InlineData("Adam", new[] { 1.156207436, -2.199318366, 0.310326435 })]
    public void An_optimiser_walks_as_in_PyTorch(string name, double[] expected)
    {
        var bench = new UpdateBench([1, -2, 0.5f]);

        for (int step = 1; step <= 4; step++) bench.Step(Optimizers[name], [0.3f * step - bench.Weights[0], -0.1f * step - bench.Weights[1], 0.7f * step - bench.Weights[2]]);

        Assert.InRange(Approximately.RelativeToPeak(expected, bench.Weights), 0, 1e-5);   // the centred form divides by a small difference
    }

    [Fact]
    public void A_constant_gradient_leaves_the_centred_root_at_zero_not_at_NaN()
    {
        var bench = new UpdateBench(new float[17]);

        for (int step = 0; step < 400; step++) bench.Step(new RmsPropOptions { Alpha = 0.5f, Centered = true, Epsilon = 1 }, [.. Enumerable.Repeat(0.1f, 17)]);

        Assert.All(bench.Weights, value => Assert.True(float.IsFinite(value)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Memory_too_small_to_matter_becomes_zero(string name)
    {
        var bench = new UpdateBench(new float[20]);

        bench.Step(Optimizers[name], [.. Enumerable.Repeat(1e-36f, 20)]);

        foreach (float[] moment in bench.Everything.Skip(1)) Assert.All(moment, value => Assert.True(value is 0 or > 1e-30f));
    }

    [Fact]
    public void Squares_agree_with_their_reference_at_every_length()
    {
        for (int length = 0; length <= 67; length++)
        {
            float[] values = Some.Floats(length, seed: 3);

            fixed (float* at = values) Assert.Equal(Squares.SumReference(values), Squares.Sum(at, length), tolerance: 1e-12);
        }
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void A_sum_of_squares_is_finite_exactly_if_every_value_is(float value)
    {
        float[] values = [.. Enumerable.Repeat(float.MaxValue, 40)];

        fixed (float* at = values)
        {
            Assert.True(double.IsFinite(Squares.Sum(at, 40)));
            for (int i = 0; i < 40; i++)
            {
                values[i] = value;
                Assert.False(double.IsFinite(Squares.Sum(at, 40)));
                values[i] = 0;
            }
        }
    }
}
