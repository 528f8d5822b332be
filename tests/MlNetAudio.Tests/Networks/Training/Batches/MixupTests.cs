using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Batches;

namespace MlNetAudio.Tests.Networks.Training.Batches;

public class MixupTests
{
    [Theory, InlineData(MixupScope.Batch), InlineData(MixupScope.Example)]
    public void Inputs_and_targets_are_mixed_by_the_same_share_with_the_next_of_the_batch(MixupScope scope)
    {
        var batch = Mixed(classes: 3, scope);

        for (int i = 0; i < 4; i++)
        {
            int own = batch.Draws[i].Index, next = batch.Draws[(i + 1) % 4].Index;
            float share = (batch.Input(i)[0] - 10 * next) / (10 * own - 10 * next);   // the inputs are ten times the index
            float[] expected = new float[3];
            expected[own % 3] += share;
            expected[next % 3] += 1 - share;

            Assert.InRange(share, -1e-5f, 1 + 1e-5f);
            for (int k = 0; k < 3; k++) Assert.Equal(expected[k], batch.Value(i)[k], 1e-5f);
        }
    }

    [Fact]
    public void A_batch_has_one_share_unless_each_example_has_its_own()
    {
        Assert.Single(Shares(MixupScope.Batch).Distinct());
        Assert.Equal(4, Shares(MixupScope.Example).Distinct().Count());
        Assert.Equal(Shares(MixupScope.Example), Shares(MixupScope.Example));
    }

    [Fact]
    public void One_logit_is_the_probability_of_class_1()
    {
        var batch = Mixed(classes: 1, MixupScope.Batch);

        for (int i = 0; i < 4; i++) Assert.InRange(batch.Value(i)[0], 0, 1);
        Assert.Equal(2, batch.Values.ToArray().Sum(), 1e-5f);   // two of four are of class 1, and what one gives another gets
    }

    [Fact]
    public void A_batch_of_one_stays_as_it_is()
    {
        var set = new TrainingSet(Shape.Of(1), [[7]], [1]);
        using var producer = new BatchProducer(set, "training", new(new ShuffledOrder(1, seed: 1), batchSize: 4), 0, 1, new(new() { Alpha = 1 }, seed: 1), softClasses: 1);

        var batch = producer.Take(default)!;

        Assert.Equal(7, batch.Input(0)[0]);
        Assert.Equal(1, batch.Value(0)[0]);
    }

    [Theory, InlineData(0.05), InlineData(0.4), InlineData(1), InlineData(3)]
    public void The_share_has_the_moments_of_the_beta_distribution(double alpha)
    {
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(i => BetaDistribution.Symmetric(alpha, new(1, RandomUse.Mixup, major: i)))];

        double mean = draws.Average(), variance = draws.Average(draw => (draw - mean) * (draw - mean));
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        Assert.Equal(0.5, mean, 0.012);                               // three standard errors of the widest
        Assert.Equal(1 / (4 * (2 * alpha + 1)), variance, 0.006);
    }

    private static float[] Shares(MixupScope scope)
    {
        var batch = Mixed(classes: 3, scope);
        return [.. Enumerable.Range(0, 4).Select(i =>
        {
            int own = batch.Draws[i].Index, next = batch.Draws[(i + 1) % 4].Index;
            return MathF.Round((batch.Input(i)[0] - 10 * next) / (10 * own - 10 * next), 4);
        })];
    }

    private static TrainingBatch Mixed(int classes, MixupScope scope)
    {
        var set = new TrainingSet(Shape.Of(1), [[0], [10], [20], [30]], [.. Enumerable.Range(0, 4).Select(i => i % Math.Max(2, classes))]);
        using var producer = new BatchProducer(set, "training", new(new ShuffledOrder(4, seed: 1), batchSize: 4), 0, 1, new(new() { Alpha = 1, Scope = scope }, seed: 3), softClasses: classes);
        return producer.Take(default)!;
    }
}
