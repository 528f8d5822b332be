namespace Microsoft.ML.Training;

/// <summary>Rows of several classes: 0 to <see cref="ClassCount"/> − 1.</summary>
internal sealed class ClassTrainingSet(float[] features, int[] classes, int classCount, float[] weights) : FeatureRows(features, classes.Length, weights)
{
    public int[] Classes => classes;

    public int ClassCount => classCount;
}
