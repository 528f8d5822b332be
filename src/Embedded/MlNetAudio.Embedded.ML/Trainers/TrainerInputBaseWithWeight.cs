namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer that can count some rows more than others.</summary>
public abstract class TrainerInputBaseWithWeight : TrainerInputBaseWithLabel
{
    private protected TrainerInputBaseWithWeight()
    {
    }

    /// <summary>Column Single, or null when all rows weigh 1.</summary>
    public string ExampleWeightColumnName;
}
