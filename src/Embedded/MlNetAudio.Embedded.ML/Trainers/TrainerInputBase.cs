namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer that reads a vector of features.</summary>
public abstract class TrainerInputBase
{
    private protected TrainerInputBase()
    {
    }

    /// <summary>Column Vector&lt;Single&gt; of known size.</summary>
    public string FeatureColumnName = "Features";
}
