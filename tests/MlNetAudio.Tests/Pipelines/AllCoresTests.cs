using MlNetAudio.Pipelines;

namespace MlNetAudio.Tests.Pipelines;

public class AllCoresTests
{
    [Fact]
    public void Every_place_is_visited_once()
    {
        int[] visits = new int[1_000];

        AllCores.For(visits.Length, i => Interlocked.Increment(ref visits[i]), TestContext.Current.CancellationToken);

        Assert.All(visits, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Of_several_failures_the_first_in_order_is_thrown_as_it_is()
    {
        for (int round = 0; round < 20; round++)
        {
            var error = Assert.Throws<InvalidDataException>(() => AllCores.For(200, i =>
            {
                if (i >= 57) throw new InvalidDataException($"place {i}");
            }, TestContext.Current.CancellationToken));

            Assert.Equal("place 57", error.Message);
        }
    }

    [Fact]
    public void A_cancelled_loop_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => AllCores.For(10, _ => { }, cancellation.Token));
    }
}
