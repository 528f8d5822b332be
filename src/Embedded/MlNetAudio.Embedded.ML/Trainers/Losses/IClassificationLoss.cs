namespace Microsoft.ML.Trainers;

/// <summary>A loss for two classes; a label above 0 is positive.</summary>
public interface IClassificationLoss : IScalarLoss
{
}
