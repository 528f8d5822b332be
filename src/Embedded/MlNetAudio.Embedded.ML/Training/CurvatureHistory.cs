namespace Microsoft.ML.Training;

/// <summary>The last steps and the gradient changes along them: the limited memory of L-BFGS.</summary>
internal sealed class CurvatureHistory(int capacity)
{
    private const double LeastCurvature = 1e-14;

    private readonly List<(double[] Step, double[] Change, double Product)> _pairs = [];

    public bool IsEmpty => _pairs.Count == 0;

    public void Clear() => _pairs.Clear();

    /// <summary>Remembers a pair; one without positive curvature would break the positive definite model and is left out.</summary>
    public void Add(double[] step, double[] change)
    {
        double product = Dot(step, change);
        if (!(product > LeastCurvature * Dot(change, change))) return;
        if (_pairs.Count == capacity) _pairs.RemoveAt(0);
        _pairs.Add((step, change, product));
    }

    /// <summary>
    /// direction = −H·gradient by the two-loop recursion, H ≈ the inverse Hessian of the function of the free coordinates alone; 0 for the others.
    /// </summary>
    /// <param name="free">[coordinates]; null when all are.</param>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction, bool[] free = null)
    {
        for (int i = 0; i < direction.Length; i++) direction[i] = free is null || free[i] ? -gradient[i] : 0;
        // Of the pairs only their free part counts, and only where it still has positive curvature.
        var pairs = new List<(double[] Step, double[] Change, double Product, double ChangeSquared)>(_pairs.Count);
        foreach (var pair in _pairs)
        {
            double[] step = Part(pair.Step, free), change = Part(pair.Change, free);
            double product = Dot(step, change), squared = Dot(change, change);
            if (product > LeastCurvature * squared) pairs.Add((step, change, product, squared));
        }
        if (pairs.Count == 0) return;

        double[] alphas = new double[pairs.Count];
        for (int k = pairs.Count - 1; k >= 0; k--)
        {
            alphas[k] = Dot(pairs[k].Step, direction) / pairs[k].Product;
            AddScaled(direction, pairs[k].Change, -alphas[k]);
        }

        double scale = pairs[^1].Product / pairs[^1].ChangeSquared;
        for (int i = 0; i < direction.Length; i++) direction[i] *= scale;

        for (int k = 0; k < pairs.Count; k++)
        {
            double beta = Dot(pairs[k].Change, direction) / pairs[k].Product;
            AddScaled(direction, pairs[k].Step, alphas[k] - beta);
        }
    }

    private static double[] Part(double[] vector, bool[] free)
    {
        if (free is null) return vector;
        double[] part = new double[vector.Length];
        for (int i = 0; i < part.Length; i++) part[i] = free[i] ? vector[i] : 0;
        return part;
    }

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        for (int i = 0; i < target.Length; i++) target[i] += factor * source[i];
    }
}
