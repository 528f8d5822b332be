namespace Microsoft.ML.Trainers.FastTree;

/// <summary>How boosted trees are grown, one on what the ones before it left over.</summary>
public class BoostedTreeOptions : TreeOptions
{
    internal BoostedTreeOptions()
    {
    }

    /// <summary>Part of the Newton step that each tree takes.</summary>
    public double LearningRate = 0.2;

    /// <summary>Times <see cref="LearningRate"/>.</summary>
    public double Shrinkage = 1;

    /// <summary>Bound on |output| of a leaf.</summary>
    public double MaximumTreeOutput = 100;

    internal override void Check()
    {
        base.Check();
        CheckThat(Shrinkage > 0, nameof(Shrinkage), "positive");
        CheckThat(MaximumTreeOutput > 0, nameof(MaximumTreeOutput), "positive");
    }
}
