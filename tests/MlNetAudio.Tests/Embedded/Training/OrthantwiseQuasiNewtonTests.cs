using Microsoft.ML.Training;

namespace MlNetAudio.Tests.Embedded.Training;

public class OrthantwiseQuasiNewtonTests
{
    [Fact]
    public void Separable_squares_are_shrunk_by_the_penalty()
    {
        double[] centers = [3, -2, 0.4, -0.1, 0], penalties = [0, 0.5, 0.5, 0.5, 0.5];

        double[] minimum = Minimize((point, gradient) =>
        {
            double sum = 0;
            for (int i = 0; i < centers.Length; i++)
            {
                gradient[i] = point[i] - centers[i];
                sum += gradient[i] * gradient[i] / 2;
            }
            return sum;
        }, centers.Length, penalties);

        AssertClose([3, -1.5, 0, 0, 0], minimum, 1e-8);
    }

    [Fact]
    public void A_narrow_valley_is_followed_to_its_end()
    {
        double[] minimum = Minimize((point, gradient) =>
        {
            double x = point[0], y = point[1], bend = y - x * x;
            (gradient[0], gradient[1]) = (-2 * (1 - x) - 400 * x * bend, 200 * bend);
            return (1 - x) * (1 - x) + 100 * bend * bend;
        }, 2, [0, 0]);

        AssertClose([1, 1], minimum, 1e-6);
    }

    [Theory]
    [InlineData(0, 0.5, false), InlineData(0.02, 0, false), InlineData(0.05, 0.5, false), InlineData(0.2, 0.01, false)]
    [InlineData(0, 0.5, true), InlineData(0.05, 0.1, true)]
    public void Logistic_regression_is_that_of_coordinate_descent(double l1PerRow, double l2, bool nonNegative)
    {
        var rows = SomeRows.Noisy(count: 60, columns: 5, seed: 4);
        var settings = new LogisticRegressionSettings(l1PerRow * rows.Rows, l2, 1e-10, 20, int.MaxValue, nonNegative);

        double[] quasiNewton = LogisticRegressionFit.Fit(rows, settings);

        AssertClose(CoordinateDescent(rows, l1PerRow, l2, nonNegative), quasiNewton, 1e-6);
        if (l1PerRow >= 0.2) Assert.Contains(0, quasiNewton.Skip(1));
        if (nonNegative) Assert.All(quasiNewton.Skip(1), weight => Assert.True(weight >= 0));
    }

    [Fact]
    public void A_short_memory_reaches_the_same_point()
    {
        var rows = SomeRows.Noisy(count: 60, columns: 5, seed: 4);

        double[] shortMemory = LogisticRegressionFit.Fit(rows, new(1, 1, 1e-10, 1, int.MaxValue, false));

        AssertClose(LogisticRegressionFit.Fit(rows, new(1, 1, 1e-10, 20, int.MaxValue, false)), shortMemory, 1e-7);
    }

    [Fact]
    public void The_iterations_are_limited()
    {
        var rows = SomeRows.Noisy(count: 60, columns: 5, seed: 4);
        var settings = new LogisticRegressionSettings(0, 0.1, 1e-10, 20, 1, false);

        double[] once = LogisticRegressionFit.Fit(rows, settings), converged = LogisticRegressionFit.Fit(rows, settings with { MaximumIterations = 100 });

        Assert.NotEqual(once, converged);
        Assert.NotEqual(new double[6], once);
    }

    [Fact]
    public void The_logistic_gradient_is_that_of_finite_differences()
    {
        var loss = new LogisticLoss(SomeRows.Noisy(count: 30, columns: 3, seed: 9), l2: 0.7);
        double[] point = [0.3, -1.2, 0.5, 2], gradient = new double[4];

        loss.Evaluate(point, gradient);

        for (int i = 0; i < point.Length; i++)
        {
            double[] above = [.. point], below = [.. point], ignored = new double[4];
            above[i] += 1e-6;
            below[i] -= 1e-6;
            Assert.Equal((loss.Evaluate(above, ignored) - loss.Evaluate(below, ignored)) / 2e-6, gradient[i], 1e-8);
        }
    }

    [Fact]
    public void Great_margins_do_not_overflow()
    {
        var loss = new LogisticLoss(new TrainingSet([1, -1], [false, true], null), l2: 0);
        double[] gradient = new double[2];

        double value = loss.Evaluate([0, 5000], gradient);

        Assert.Equal(5000, value, 1e-9);
        Assert.Equal(1, gradient[1], 1e-12);
    }

    [Fact]
    public void Classes_that_can_be_moved_together_do_not_hold_up_the_penalised_softmax()
    {
        const int Rows = 2000, Columns = 26, Classes = 4;
        var random = new Random(1);
        double[] weights = [.. Enumerable.Range(0, Columns).Select(i => i < Columns / 2 ? Gaussian() : 0)];
        float[] features = [.. Enumerable.Range(0, Rows * Columns).Select(_ => (float)Gaussian())];
        int[] classes = [.. Enumerable.Range(0, Rows).Select(row =>
            Math.Clamp((int)((weights.Select((weight, i) => weight * features[row * Columns + i]).Sum() + 2 * Gaussian()) / 2 + 2), 0, Classes - 1))];
        var loss = new SoftmaxLoss(new ClassTrainingSet(features, classes, Classes, null), l2: 1);
        double[] penalties = [.. Enumerable.Repeat(0.0, Classes), .. Enumerable.Repeat(1.0 / Rows, Classes * Columns)];
        int evaluations = 0;

        double[] minimum = new OrthantwiseQuasiNewton(20, 10_000, 1e-7).Minimize((point, gradient) =>
        {
            evaluations++;
            return loss.Evaluate(point, gradient);
        }, new double[penalties.Length], penalties, new bool[penalties.Length]);

        double[] slope = new double[penalties.Length], pseudo = new double[penalties.Length];
        loss.Evaluate(minimum, slope);
        OrthantwiseQuasiNewton.PseudoGradient(minimum, slope, penalties, new bool[penalties.Length], pseudo);
        Assert.InRange(pseudo.Max(Math.Abs), 0, 1e-7);
        Assert.InRange(evaluations, 1, 300);   // a thousand, when directions mix resting coordinates with free ones

        double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static double[] Minimize(SmoothFunction function, int size, double[] penalties) =>
        new OrthantwiseQuasiNewton(20, 10_000, 1e-10).Minimize(function, new double[size], penalties, new bool[size]);

    /// <summary>One coordinate at a time by bisection of its one-sided derivatives: slow and plain.</summary>
    private static double[] CoordinateDescent(TrainingSet rows, double l1, double l2, bool nonNegative)
    {
        var loss = new LogisticLoss(rows, l2);
        double[] point = new double[1 + rows.Columns], gradient = new double[point.Length];
        for (double moved = 1; moved > 1e-10;)
        {
            double[] before = [.. point];
            for (int i = 0; i < point.Length; i++)
            {
                double penalty = i == 0 ? 0 : l1, low = i > 0 && nonNegative ? 0 : -50, high = 50;
                double atZero = Slope(i, 0);
                if (i > 0 && (nonNegative ? atZero + penalty >= 0 : Math.Abs(atZero) <= penalty))
                {
                    point[i] = 0;
                    continue;
                }
                if (i > 0 && atZero + penalty < 0) low = 0;
                else if (i > 0) high = 0;
                for (int halving = 0; halving < 45; halving++)
                {
                    double middle = (low + high) / 2;
                    if (Slope(i, middle) + penalty * Math.Sign(middle) > 0) high = middle;
                    else low = middle;
                }
                point[i] = (low + high) / 2;
            }
            moved = point.Zip(before, (now, then) => Math.Abs(now - then)).Max();
        }
        return point;

        double Slope(int i, double value)
        {
            point[i] = value;
            loss.Evaluate(point, gradient);
            return gradient[i];
        }
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
