namespace Microsoft.ML.Training;

/// <summary>The usable rows of a training view: features [rows, columns] row-major, and a weight a row or null for all 1.</summary>
internal abstract class FeatureRows(float[] features, int rows, float[] weights)
{
    public int Rows => rows;

    public int Columns { get; } = rows == 0 ? 0 : features.Length / rows;

    public float[] Weights => weights;

    public ReadOnlySpan<float> Row(int row) => features.AsSpan(row * Columns, Columns);

    public double WeightOf(int row) => weights is null ? 1 : weights[row];

    public double WeightSum()
    {
        if (weights is null) return rows;
        double sum = 0;
        foreach (float weight in weights) sum += weight;
        return sum;
    }

    public double[] Column(int column)
    {
        double[] values = new double[rows];
        for (int row = 0; row < values.Length; row++) values[row] = features[row * Columns + column];
        return values;
    }

    /// <summary>The features as [columns, rows].</summary>
    public float[] ByColumn()
    {
        const int Tile = 32;   // rows of a tile stay in the cache while its columns are written
        float[] transposed = new float[features.Length];
        for (int start = 0; start < rows; start += Tile)
            for (int column = 0; column < Columns; column++)
                for (int row = start; row < Math.Min(start + Tile, rows); row++) transposed[column * rows + row] = features[row * Columns + column];
        return transposed;
    }
}
