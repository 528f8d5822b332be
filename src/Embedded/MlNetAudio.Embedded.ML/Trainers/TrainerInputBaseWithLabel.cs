namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer that learns a label.</summary>
public abstract class TrainerInputBaseWithLabel : TrainerInputBase
{
    private protected TrainerInputBaseWithLabel()
    {
    }

    /// <summary>Column Boolean, true for the positive class.</summary>
    public string LabelColumnName = "Label";
}
