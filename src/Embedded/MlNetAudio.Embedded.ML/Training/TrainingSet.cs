namespace Microsoft.ML.Training;

/// <summary>The usable rows of a training view: features [rows, columns] row-major, a label a row, and a weight a row or null for all 1.</summary>
internal sealed class TrainingSet(float[] features, bool[] labels, float[] weights)
{
    public int Rows => labels.Length;

    public int Columns => labels.Length == 0 ? 0 : features.Length / labels.Length;

    public bool[] Labels => labels;

    public float[] Weights => weights;

    public ReadOnlySpan<float> Row(int row) => features.AsSpan(row * Columns, Columns);

    public double WeightOf(int row) => weights is null ? 1 : weights[row];

    public double[] Column(int column)
    {
        double[] values = new double[Rows];
        for (int row = 0; row < values.Length; row++) values[row] = features[row * Columns + column];
        return values;
    }
}
