namespace Microsoft.ML.Trainers;

/// <summary>A loss for two classes that dual coordinate ascent can minimise.</summary>
public interface ISupportSdcaClassificationLoss : ISupportSdcaLoss, IClassificationLoss
{
}
