using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>Standardisation of each row (mel band, coefficient, feature) over all columns of all examples of the training part; baked into the artifact.</summary>
internal static class RowScaling
{
    /// <param name="examples">Each [rows, columns], row-major.</param>
    /// <param name="smallestDeviation">In the unit of the values: a row that hardly varies is not blown up to noise.</param>
    public static FeatureScaling Fit(IEnumerable<float[]> examples, int rows, double smallestDeviation)
    {
        // Sums of squares around the first example's means: with values far from 0 nothing is lost to cancellation.
        double[] center = new double[rows], sums = new double[rows], squares = new double[rows];
        long count = 0;
        foreach (float[] example in examples)
        {
            int columns = example.Length / rows;
            if (count == 0)
                for (int row = 0; row < rows; row++) center[row] = Mean(example.AsSpan(row * columns, columns));
            for (int row = 0; row < rows; row++)
            {
                double sum = 0, square = 0;
                foreach (float value in example.AsSpan(row * columns, columns))
                {
                    double distance = value - center[row];
                    sum += distance;
                    square += distance * distance;
                }
                sums[row] += sum;
                squares[row] += square;
            }
            count += columns;
        }
        float[] offset = new float[rows], scale = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            double shift = sums[row] / count;
            offset[row] = (float)(center[row] + shift);
            scale[row] = (float)(1 / Math.Max(Math.Sqrt(Math.Max(0, squares[row] / count - shift * shift)), smallestDeviation));
        }
        return new(offset, scale);
    }

    /// <summary>In place: (x − offset[row]) · scale[row].</summary>
    public static void Apply(FeatureScaling scaling, Span<float> example)
    {
        int rows = scaling.Offset.Count, columns = example.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            float offset = scaling.Offset[row], scale = scaling.Scale[row];
            foreach (ref float value in example.Slice(row * columns, columns)) value = (value - offset) * scale;
        }
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += value;
        return sum / values.Length;
    }
}
