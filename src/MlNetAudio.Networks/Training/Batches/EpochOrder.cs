namespace MlNetAudio.Networks.Training.Batches;

/// <summary>Which examples an epoch takes, in which order: a function of seed and epoch alone.</summary>
internal abstract class EpochOrder
{
    /// <summary>Draws of every epoch.</summary>
    public abstract int Count { get; }

    /// <param name="epoch">Counted from 1.</param>
    /// <param name="draws">[Count].</param>
    public abstract void Fill(int epoch, Span<ExampleDraw> draws);

    public static EpochOrder For(IExampleSource source, TrainingOptions options, int classes) => options.Balance == ClassBalance.Sampling
        ? new BalancedOrder(source.Classes, classes, options.Seed)
        : new ShuffledOrder(source.Count, options.Seed);

    /// <summary>Fisher-Yates.</summary>
    protected static void Shuffle<T>(Span<T> items, RandomStream stream)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = stream.Below(i + 1, i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
