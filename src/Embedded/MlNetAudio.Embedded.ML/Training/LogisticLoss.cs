using System.Numerics;

namespace Microsoft.ML.Training;

/// <summary>
/// (Σ weight·log(1 + exp(−y·score)) + l2/2·|w|²) / Σ weight, where score = bias + w·x, y = ±1 and the point is [bias, w...]; the bias is not penalised.
/// </summary>
/// <remarks>The features lie column by column, so that every loop runs along the rows, in blocks that stay in the cache.</remarks>
internal sealed class LogisticLoss
{
    /// <summary>Rows of a block: its scores and slopes fit into the first cache.</summary>
    private const int BlockRows = 1024;

    private readonly float[] _columns;
    private readonly double[] _signs;
    private readonly double[] _weights;
    private readonly double _l2;
    private readonly double _weightSum;
    private readonly double[] _scores = new double[BlockRows];

    public LogisticLoss(TrainingSet rows, double l2)
    {
        (_columns, _l2, _weightSum) = (rows.ByColumn(), l2, rows.WeightSum());
        _signs = Array.ConvertAll(rows.Labels, label => label ? 1.0 : -1.0);
        _weights = rows.Weights is null ? null : Array.ConvertAll(rows.Weights, weight => (double)weight);
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var weights = point[1..];
        var slopes = gradient[1..];
        gradient.Clear();
        double loss = 0;
        for (int start = 0; start < _signs.Length; start += BlockRows)
        {
            var block = _scores.AsSpan(0, Math.Min(BlockRows, _signs.Length - start));
            block.Fill(point[0]);
            for (int i = 0; i < weights.Length; i++) MixedVectors.AddScaled(block, _columns.AsSpan(i * _signs.Length + start, block.Length), weights[i]);
            loss += ToSlopes(block, start, ref gradient[0]);
            for (int i = 0; i < weights.Length; i++) slopes[i] += MixedVectors.Dot(block, _columns.AsSpan(i * _signs.Length + start, block.Length));
        }

        for (int i = 0; i < weights.Length; i++)
        {
            loss += _l2 / 2 * weights[i] * weights[i];
            slopes[i] += _l2 * weights[i];
        }
        foreach (ref double component in gradient) component /= _weightSum;
        return loss / _weightSum;
    }

    /// <summary>1 / (1 + exp(−x)) without overflow.</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>log(1 + exp(−margin)) without overflow.</summary>
    public static double OfMargin(double margin) => double.LogP1(Math.Exp(-Math.Abs(margin))) + Math.Max(0, -margin);

    /// <summary>Scores become weight·dLoss/dScore; returns the block's loss and adds the slopes to <paramref name="sum"/>.</summary>
    private double ToSlopes(Span<double> block, int start, ref double sum)
    {
        double loss = 0;
        int i = 0;
        Vector<double> losses = default, total = default;
        for (; i <= block.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> sign = new(_signs, start + i), margin = sign * new Vector<double>(block[i..]);
            var weight = _weights is null ? Vector<double>.One : new(_weights, start + i);
            // 1 + e is within 1..2, where the plain logarithm has all the digits that a sum of losses needs.
            Vector<double> e = Vector.Exp(-Vector.Abs(margin)), share = Vector.ConditionalSelect(Vector.GreaterThan(margin, default), e, Vector<double>.One) / (Vector<double>.One + e);
            losses += weight * (Vector.Log(Vector<double>.One + e) + Vector.Max(default, -margin));
            var slope = -sign * weight * share;
            total += slope;
            slope.CopyTo(block[i..]);
        }
        for (; i < block.Length; i++)
        {
            double sign = _signs[start + i], margin = sign * block[i], weight = _weights is null ? 1 : _weights[start + i];
            loss += weight * OfMargin(margin);
            block[i] = -sign * weight * Sigmoid(-margin);
            sum += block[i];
        }
        sum += Vector.Sum(total);
        return loss + Vector.Sum(losses);
    }
}
