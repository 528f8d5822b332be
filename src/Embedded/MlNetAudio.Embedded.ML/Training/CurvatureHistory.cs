namespace Microsoft.ML.Training;

/// <summary>The last steps and the gradient changes along them: the limited memory of L-BFGS.</summary>
internal sealed class CurvatureHistory(int capacity)
{
    private readonly List<(double[] Step, double[] Change, double Product)> _pairs = [];

    public bool IsEmpty => _pairs.Count == 0;

    public void Clear() => _pairs.Clear();

    /// <summary>Remembers a pair; one without positive curvature would break the positive definite model and is left out.</summary>
    public void Add(double[] step, double[] change)
    {
        double product = Dot(step, change);
        if (!(product > 1e-14 * Dot(change, change))) return;
        if (_pairs.Count == capacity) _pairs.RemoveAt(0);
        _pairs.Add((step, change, product));
    }

    /// <summary>direction = −H·gradient by the two-loop recursion, H ≈ the inverse Hessian.</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (int i = 0; i < direction.Length; i++) direction[i] = -gradient[i];
        if (IsEmpty) return;

        double[] alphas = new double[_pairs.Count];
        for (int k = _pairs.Count - 1; k >= 0; k--)
        {
            alphas[k] = Dot(_pairs[k].Step, direction) / _pairs[k].Product;
            AddScaled(direction, _pairs[k].Change, -alphas[k]);
        }

        var newest = _pairs[^1];
        double scale = newest.Product / Dot(newest.Change, newest.Change);
        for (int i = 0; i < direction.Length; i++) direction[i] *= scale;

        for (int k = 0; k < _pairs.Count; k++)
        {
            double beta = Dot(_pairs[k].Change, direction) / _pairs[k].Product;
            AddScaled(direction, _pairs[k].Step, alphas[k] - beta);
        }
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
