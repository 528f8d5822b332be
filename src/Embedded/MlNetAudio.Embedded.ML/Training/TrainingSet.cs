namespace Microsoft.ML.Training;

/// <summary>Rows of two classes: true is the positive one.</summary>
internal sealed class TrainingSet(float[] features, bool[] labels, float[] weights) : FeatureRows(features, labels.Length, weights)
{
    public bool[] Labels => labels;
}
