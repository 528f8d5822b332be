namespace MlNetAudio.Networks.Training.Batches;

/// <summary>
/// ⌈n/k⌉ draws of each of k classes, all of them shuffled. A class is a deck of its examples: it is dealt to its end, through as many epochs as that takes, before it is shuffled and dealt again.
/// </summary>
internal sealed class BalancedOrder : EpochOrder
{
    private readonly int[][] _examples;
    private readonly int[] _deck;
    private readonly int _seed, _share;

    /// <exception cref="ArgumentException">A class has no example.</exception>
    public BalancedOrder(IReadOnlyList<int> classes, int classCount, int seed)
    {
        _examples = [.. Enumerable.Range(0, classCount).Select(label => Enumerable.Range(0, classes.Count).Where(i => classes[i] == label).ToArray())];
        int absent = Array.FindIndex(_examples, examples => examples.Length == 0);
        if (absent >= 0)
            throw new ArgumentException($"Class {absent} of 0..{classCount - 1} has no training example, so it cannot be drawn as often as the others; split differently, or set Balance to None.", nameof(classes));
        (_seed, _share) = (seed, (classes.Count + classCount - 1) / classCount);
        _deck = new int[_examples.Max(examples => examples.Length)];
    }

    public override int Count => _share * _examples.Length;

    public override void Fill(int epoch, Span<ExampleDraw> draws)
    {
        for (int label = 0; label < _examples.Length; label++) Deal(label, epoch, draws.Slice(label * _share, _share));
        Shuffle(draws, new(_seed, RandomUse.Shuffling, major: epoch));
    }

    private void Deal(int label, int epoch, Span<ExampleDraw> draws)
    {
        int[] examples = _examples[label];
        var deck = _deck.AsSpan(0, examples.Length);
        long first = (long)(epoch - 1) * _share, shuffled = -1;
        for (int i = 0; i < draws.Length; i++)
        {
            var (round, place) = Math.DivRem(first + i, examples.Length);
            if (round != shuffled)
            {
                examples.CopyTo(deck);
                Shuffle(deck, new(_seed, RandomUse.Sampling, label, round));
                shuffled = round;
            }
            draws[i] = new(deck[(int)place], epoch, (int)(round - first / examples.Length));
        }
    }
}
