namespace MlNetAudio.Networks.Training.Batches;

/// <summary>Every example once, shuffled.</summary>
internal sealed class ShuffledOrder(int count, int seed) : EpochOrder
{
    public override int Count => count;

    public override void Fill(int epoch, Span<ExampleDraw> draws)
    {
        for (int i = 0; i < count; i++) draws[i] = new(i, epoch);
        Shuffle(draws, new(seed, RandomUse.Shuffling, major: epoch));
    }
}
