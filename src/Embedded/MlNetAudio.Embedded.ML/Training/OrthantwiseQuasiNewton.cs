namespace Microsoft.ML.Training;

/// <summary>Value of a smooth function at a point; writes its gradient there.</summary>
internal delegate double SmoothFunction(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>
/// Minimises smooth(x) + Σᵢ penalties[i]·|x[i]|, where nonNegative[i] may also demand x[i] ≥ 0: L-BFGS, which for the penalised
/// coordinates never crosses zero within one step (OWL-QN).
/// </summary>
/// <param name="historySize">Pairs that the quasi-Newton model remembers.</param>
/// <param name="maximumIterations">Steps at most.</param>
/// <param name="tolerance">Ends when no component of the (pseudo-)gradient is larger.</param>
/// <remarks>
/// G. Andrew and J. Gao, "Scalable training of L1-regularized log-linear models", ICML 2007; but the quasi-Newton model is that of the coordinates which do not
/// rest at zero, so that directions in which only the penalties bend (the classes of a softmax moved together) do not hold up the others. Deterministic; one thread.
/// </remarks>
internal sealed class OrthantwiseQuasiNewton(int historySize, int maximumIterations, double tolerance)
{
    private const double SufficientDecrease = 1e-4;

    /// <summary>Rounding noise of a value, relative to max(1, |value|): below it steps are judged by the gradient alone.</summary>
    private const double ValueNoise = 1e-14;

    private const int MaximumHalvings = 60;

    /// <summary>Steps in a row that may leave the value within its noise before the search ends.</summary>
    private const int MaximumStalledSteps = 10;

    public double[] Minimize(SmoothFunction smooth, double[] start, double[] penalties, bool[] nonNegative)
    {
        int size = start.Length;
        double[] point = new double[size], gradient = new double[size], pseudo = new double[size], direction = new double[size];
        bool[] free = new bool[size];
        for (int i = 0; i < size; i++) point[i] = nonNegative[i] ? Math.Max(0, start[i]) : start[i];
        var history = new CurvatureHistory(historySize);
        double value = smooth(point, gradient) + Penalty(point, penalties);
        int stalled = 0;

        for (int iteration = 0; iteration < maximumIterations && stalled < MaximumStalledSteps; iteration++)
        {
            PseudoGradient(point, gradient, penalties, nonNegative, pseudo);
            if (LargestMagnitude(pseudo) <= tolerance) break;

            // Coordinates that rest at zero take no part; those that leave it must go where the pseudo-gradient falls.
            for (int i = 0; i < size; i++) free[i] = point[i] != 0 || pseudo[i] != 0;
            history.Direction(pseudo, direction, free);
            for (int i = 0; i < size; i++)
                if (point[i] == 0 && IsConfined(i, penalties, nonNegative) && direction[i] * pseudo[i] >= 0) direction[i] = 0;
            if (CurvatureHistory.Dot(direction, pseudo) >= 0)
            {
                history.Clear();
                history.Direction(pseudo, direction);
            }

            double[] nextPoint = new double[size], nextGradient = new double[size];
            double step = history.IsEmpty ? Math.Min(1, 1 / Math.Sqrt(CurvatureHistory.Dot(pseudo, pseudo))) : 1;
            double noise = ValueNoise * Math.Max(1, Math.Abs(value));
            double nextValue = double.NaN;
            bool accepted = false;
            for (int halving = 0; halving < MaximumHalvings && !accepted; halving++, step /= 2)
            {
                double slope = 0;
                for (int i = 0; i < size; i++)
                {
                    nextPoint[i] = point[i] + step * direction[i];
                    if (IsConfined(i, penalties, nonNegative) && Orthant(point[i], pseudo[i], nonNegative[i]) * nextPoint[i] <= 0) nextPoint[i] = 0;
                    slope += pseudo[i] * (nextPoint[i] - point[i]);
                }
                nextValue = smooth(nextPoint, nextGradient) + Penalty(nextPoint, penalties);
                accepted = nextValue <= value + SufficientDecrease * slope + noise;
            }
            if (!accepted)
            {
                if (history.IsEmpty) break;
                history.Clear();
                continue;
            }

            double[] moved = new double[size], change = new double[size];
            for (int i = 0; i < size; i++) (moved[i], change[i]) = (nextPoint[i] - point[i], nextGradient[i] - gradient[i]);
            history.Add(moved, change);
            stalled = value - nextValue <= noise ? stalled + 1 : 0;
            (point, gradient, value) = (nextPoint, nextGradient, nextValue);
        }
        return point;
    }

    /// <summary>The derivative in the steepest admissible direction: at x[i] = 0 the penalty's kink swallows gradients up to penalties[i].</summary>
    internal static void PseudoGradient(ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, double[] penalties, bool[] nonNegative, Span<double> pseudo)
    {
        for (int i = 0; i < pseudo.Length; i++)
        {
            double rising = gradient[i] + penalties[i], falling = gradient[i] - penalties[i];
            pseudo[i] = point[i] > 0 ? rising
                : point[i] < 0 ? falling
                : rising < 0 ? rising
                : falling > 0 && !nonNegative[i] ? falling
                : 0;
        }
    }

    private static bool IsConfined(int i, double[] penalties, bool[] nonNegative) => penalties[i] > 0 || nonNegative[i];

    private static int Orthant(double coordinate, double pseudo, bool nonNegative) =>
        nonNegative ? 1 : coordinate != 0 ? Math.Sign(coordinate) : -Math.Sign(pseudo);

    private static double Penalty(double[] point, double[] penalties)
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++) sum += penalties[i] * Math.Abs(point[i]);
        return sum;
    }

    private static double LargestMagnitude(double[] values)
    {
        double largest = 0;
        foreach (double value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
