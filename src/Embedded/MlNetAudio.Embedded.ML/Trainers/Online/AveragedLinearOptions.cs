namespace Microsoft.ML.Trainers;

/// <summary>Options of linear trainers that return the mean of their weights over all steps.</summary>
public abstract class AveragedLinearOptions : OnlineLinearOptions
{
    private protected AveragedLinearOptions()
    {
    }

    public float LearningRate = 1;

    /// <summary>Divides the learning rate by the square root of the steps made.</summary>
    public bool DecreaseLearningRate;

    /// <summary>λ: each step shrinks the weights by λ times the learning rate.</summary>
    public float L2Regularization;
}
