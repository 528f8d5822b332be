using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Batches;

namespace MlNetAudio.Tests.Networks.Training.Batches;

public class BalancedOrderTests
{
    /// <summary>Eight of class 0, two of class 1.</summary>
    private static readonly int[] Classes = [0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

    [Fact]
    public void Every_class_is_drawn_equally_often_in_every_epoch()
    {
        foreach (int epoch in (int[])[1, 2, 7])
        {
            var draws = Draws(epoch);

            Assert.Equal(10, draws.Length);
            Assert.Equal(5, draws.Count(draw => Classes[draw.Index] == 1));
            Assert.All(draws, draw => Assert.Equal(epoch, draw.Epoch));
        }
    }

    [Fact]
    public void A_frequent_class_is_seen_whole_before_any_of_it_comes_again()
    {
        int[] frequent = [.. Enumerable.Range(1, 8).SelectMany(epoch => Draws(epoch)).Where(draw => Classes[draw.Index] == 0).Select(draw => draw.Index)];

        Assert.Equal(40, frequent.Length);                                       // five rounds through eight examples
        Assert.All(frequent.CountBy(index => index), count => Assert.Equal(5, count.Value));
    }

    [Fact]
    public void Draws_of_one_example_in_one_epoch_can_be_told_apart()
    {
        var draws = Draws(epoch: 3);

        Assert.Equal(draws.Length, draws.Distinct().Count());
    }

    [Fact]
    public void An_epoch_is_a_function_of_seed_and_number()
    {
        Assert.Equal(Draws(4), Draws(4));
        Assert.NotEqual(Draws(4), Draws(5).Select(draw => draw with { Epoch = 4 }));
        Assert.NotEqual(Draws(4), Draws(4, seed: 2));
    }

    [Fact]
    public void A_class_without_examples_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new BalancedOrder([0, 0, 2], 3, seed: 1));

        Assert.StartsWith("Class 1 of 0..2 has no training example", error.Message, StringComparison.Ordinal);
    }

    private static ExampleDraw[] Draws(int epoch, int seed = 1)
    {
        var order = new BalancedOrder(Classes, 2, seed);
        var draws = new ExampleDraw[order.Count];
        order.Fill(epoch, draws);
        return draws;
    }
}
