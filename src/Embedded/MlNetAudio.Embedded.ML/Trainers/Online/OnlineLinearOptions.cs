namespace Microsoft.ML.Trainers;

/// <summary>Options of linear trainers that look at one row after another.</summary>
public abstract class OnlineLinearOptions : TrainerInputBaseWithLabel
{
    private protected OnlineLinearOptions()
    {
    }

    /// <summary>Passes over the rows.</summary>
    public int NumberOfIterations = 1;

    /// <summary>Weights are drawn from ± half of this at the start.</summary>
    public float InitialWeightsDiameter;

    /// <summary>Whether each pass goes in another order, from the seed of the MLContext.</summary>
    public bool Shuffle = true;
}
