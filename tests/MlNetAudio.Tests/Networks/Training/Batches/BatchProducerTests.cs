using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Batches;

namespace MlNetAudio.Tests.Networks.Training.Batches;

public class BatchProducerTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(3)]
    public void Batches_are_those_of_the_plan_in_its_order_whoever_makes_them(int workers)
    {
        var source = new SomeSource(11, seed: 1);
        float[][] expected = Batches(source, workers: 0);

        float[][] actual = Batches(source, workers);

        Assert.Equal(9, actual.Length);                                          // three epochs of 4 + 4 + 3
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_plan_that_begins_in_the_middle_goes_on_as_the_whole_one_does()
    {
        var source = new SomeSource(11, seed: 1);

        float[][] rest = Batches(source, workers: 1, epoch: 2, number: 1);

        Assert.Equal(Batches(source, workers: 1).Skip(4), rest);
    }

    [Fact]
    public void No_more_batches_are_made_than_the_ring_holds()
    {
        int read = 0;
        using var full = new ManualResetEventSlim();
        var source = new SomeSource(100, seed: 1) { OnRead = _ => { if (Interlocked.Increment(ref read) == 12) full.Set(); } };
        using var producer = new BatchProducer(source, "training", Plan(source), workers: 2, ahead: 2);

        Assert.True(full.Wait(TimeSpan.FromSeconds(30)));
        producer.Take(default);
        producer.Take(default);   // gives the first one back

        Assert.True(SpinWait.SpinUntil(() => read == 16, TimeSpan.FromSeconds(30)));
        Assert.False(SpinWait.SpinUntil(() => read > 16, TimeSpan.FromMilliseconds(100)));
    }

    [Theory, InlineData(0), InlineData(2)]
    public void An_example_that_cannot_be_made_is_named_when_its_turn_comes(int workers)
    {
        var source = new SomeSource(8, seed: 1) { OnRead = draw => { if (draw is { Index: 5, Epoch: 2 }) throw new InvalidDataException("dog.wav: no samples."); } };
        using var producer = new BatchProducer(source, "training", Plan(source), workers, ahead: 2);
        for (int i = 0; i < 2; i++) producer.Take(default);

        var error = Assert.Throws<TrainingDataException>(() =>
        {
            producer.Take(default);
            producer.Take(default);
        });

        Assert.Matches(@"^The training set, epoch 2, batch [12] of 2, example 5: dog\.wav: no samples\.$", error.Message);
        Assert.IsType<InvalidDataException>(error.InnerException);
    }

    [Fact]
    public void Waiting_for_a_batch_ends_when_it_is_cancelled_or_stopped()
    {
        using var blocked = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var source = new SomeSource(8, seed: 1) { OnRead = _ => { if (Thread.CurrentThread.Name?.StartsWith("training", StringComparison.Ordinal) == true) blocked.Wait(); } };
        using var producer = new BatchProducer(source, "training", new(new ShuffledOrder(8, seed: 1), batchSize: 1), workers: 1, ahead: 2);
        try
        {
            Assert.Throws<OperationCanceledException>(() => TakeAll(producer, cancellation.Token, default));
            Assert.Null(TakeAll(producer, default, cancellation.Token));
        }
        finally
        {
            blocked.Set();
        }
    }

    [Fact]
    public void Taking_batches_allocates_nothing()
    {
        var set = new TrainingSet(MlNetAudio.Networks.Shape.Of(2), [[1, 2], [3, 4], [5, 6]], [0, 1, 0]);
        using var producer = new BatchProducer(set, "training", new(new ShuffledOrder(3, seed: 1), batchSize: 2), workers: 1, ahead: 2);
        for (int i = 0; i < 4; i++) producer.Take(default);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) producer.Take(default);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100);
    }

    [Fact]
    public void Own_lengths_go_with_the_batch_and_are_empty_where_every_example_is_full()
    {
        var source = new SomeSource(4, seed: 1) { Length = index => index };
        using var lengths = new BatchProducer(source, "validation", new(new GivenOrder(4), batchSize: 4), workers: 0, ahead: 1);
        using var full = new BatchProducer(new SomeSource(4, seed: 1), "validation", new(new GivenOrder(4), batchSize: 4), workers: 0, ahead: 1);

        Assert.Equal([0, 1, 2, 3], lengths.Take(default)!.Lengths);
        Assert.True(full.Take(default)!.Lengths.IsEmpty);
    }

    private static BatchPlan Plan(SomeSource source, int epoch = 1, int number = 0) => new(new ShuffledOrder(source.Count, seed: 1), batchSize: 4, epoch, number, lastEpoch: 3);

    private static float[][] Batches(SomeSource source, int workers, int epoch = 1, int number = 0)
    {
        using var producer = new BatchProducer(source, "training", Plan(source, epoch, number), workers, ahead: 2);
        return [.. Enumerable.Range(0, 9 - 3 * (epoch - 1) - number).Select(_ => producer.Take(default)!.Inputs.ToArray())];
    }

    /// <summary>Takes until there is none.</summary>
    private static TrainingBatch? TakeAll(BatchProducer producer, CancellationToken cancellation, CancellationToken stop)
    {
        while (producer.Take(cancellation, stop) is not null) { }
        return null;
    }
}
