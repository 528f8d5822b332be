using System.Numerics;

namespace Microsoft.ML.Training;

/// <summary>
/// (Σ −weight·log softmax(scores)[class] + l2/2·|w|²) / Σ weight, where scores[k] = biases[k] + w[k]·x and the point is [biases, w by class]; biases are not
/// penalised.
/// </summary>
/// <remarks>As in <see cref="LogisticLoss"/>, every loop runs along the rows of a block.</remarks>
internal sealed class SoftmaxLoss
{
    private const int BlockRows = 512;

    private readonly float[] _columns;
    private readonly ClassTrainingSet _rows;
    private readonly double _l2;
    private readonly double _weightSum;

    /// <summary>[class][row of the block]: scores, then probabilities, then slopes.</summary>
    private readonly double[] _scores;

    private readonly double[] _highest = new double[BlockRows], _sums = new double[BlockRows];

    public SoftmaxLoss(ClassTrainingSet rows, double l2)
    {
        (_columns, _rows, _l2, _weightSum) = (rows.ByColumn(), rows, l2, rows.WeightSum());
        _scores = new double[rows.ClassCount * BlockRows];
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        int classes = _rows.ClassCount, features = _rows.Columns, rows = _rows.Rows;
        gradient.Clear();
        double loss = 0;
        for (int start = 0; start < rows; start += BlockRows)
        {
            int count = Math.Min(BlockRows, rows - start);
            for (int k = 0; k < classes; k++)
            {
                var scores = _scores.AsSpan(k * BlockRows, count);
                scores.Fill(point[k]);
                for (int i = 0; i < features; i++) MixedVectors.AddScaled(scores, _columns.AsSpan(i * rows + start, count), point[classes + k * features + i]);
            }
            loss += ToSlopes(start, count);
            for (int k = 0; k < classes; k++)
            {
                var slopes = _scores.AsSpan(k * BlockRows, count);
                foreach (double slope in slopes) gradient[k] += slope;
                for (int i = 0; i < features; i++) gradient[classes + k * features + i] += MixedVectors.Dot(slopes, _columns.AsSpan(i * rows + start, count));
            }
        }

        for (int i = classes; i < point.Length; i++)
        {
            loss += _l2 / 2 * point[i] * point[i];
            gradient[i] += _l2 * point[i];
        }
        foreach (ref double component in gradient) component /= _weightSum;
        return loss / _weightSum;
    }

    /// <summary>Scores become weight·dLoss/dScore = weight·(softmax − 1 at the row's class); returns the block's loss.</summary>
    private double ToSlopes(int start, int count)
    {
        int classes = _rows.ClassCount;
        Span<double> highest = _highest.AsSpan(0, count), sums = _sums.AsSpan(0, count);
        _scores.AsSpan(0, count).CopyTo(highest);
        for (int k = 1; k < classes; k++)
        {
            var scores = _scores.AsSpan(k * BlockRows, count);
            for (int row = 0; row < count; row++) highest[row] = Math.Max(highest[row], scores[row]);
        }

        double loss = 0;
        for (int row = 0; row < count; row++)
            loss += _rows.WeightOf(start + row) * (highest[row] - _scores[_rows.Classes[start + row] * BlockRows + row]);
        sums.Clear();
        for (int k = 0; k < classes; k++) AddExponentials(_scores.AsSpan(k * BlockRows, count), highest, sums);
        for (int row = 0; row < count; row++)
        {
            double weight = _rows.WeightOf(start + row);
            loss += weight * Math.Log(sums[row]);
            sums[row] = weight / sums[row];
        }
        for (int k = 0; k < classes; k++)
        {
            var scores = _scores.AsSpan(k * BlockRows, count);
            for (int row = 0; row < count; row++) scores[row] *= sums[row];
        }
        for (int row = 0; row < count; row++) _scores[_rows.Classes[start + row] * BlockRows + row] -= _rows.WeightOf(start + row);
        return loss;
    }

    /// <summary>scores = exp(scores − highest); sums += scores.</summary>
    private static void AddExponentials(Span<double> scores, ReadOnlySpan<double> highest, Span<double> sums)
    {
        int i = 0;
        for (; i <= scores.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var e = Vector.Exp(new Vector<double>(scores[i..]) - new Vector<double>(highest[i..]));
            e.CopyTo(scores[i..]);
            (new Vector<double>(sums[i..]) + e).CopyTo(sums[i..]);
        }
        for (; i < scores.Length; i++)
        {
            scores[i] = Math.Exp(scores[i] - highest[i]);
            sums[i] += scores[i];
        }
    }
}
