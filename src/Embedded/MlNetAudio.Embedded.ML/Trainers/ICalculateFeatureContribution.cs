namespace Microsoft.ML.Trainers;

/// <summary>Marks models whose score can be told apart into shares of the features.</summary>
public interface ICalculateFeatureContribution
{
}
