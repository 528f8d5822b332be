namespace Microsoft.ML.Training;

/// <summary>The sum of the outputs of trees.</summary>
internal sealed class TreeSum(IReadOnlyList<GrownTree> trees)
{
    private readonly GrownTree[] _trees = [.. trees];

    public IReadOnlyList<GrownTree> Trees => _trees;

    public float Score(ReadOnlySpan<float> features)
    {
        double sum = 0;
        foreach (GrownTree tree in _trees) sum += tree.Score(features);
        return (float)sum;
    }
}
