namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Trees that vote on a number.</summary>
public abstract class TreeEnsembleModelParameters : ModelParametersBase<float>
{
    private protected TreeEnsembleModelParameters()
    {
    }
}
