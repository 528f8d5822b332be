namespace MlNetAudio.Networks.Training.Batches;

/// <summary>Every example once, as it is and where it is: what a validation reads.</summary>
internal sealed class GivenOrder(int count) : EpochOrder
{
    public override int Count => count;

    public override void Fill(int epoch, Span<ExampleDraw> draws)
    {
        for (int i = 0; i < count; i++) draws[i] = new(i);
    }
}
