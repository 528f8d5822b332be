namespace MlNetAudio.Pipelines.Tuning;

/// <summary>A density on 0..1 from a few points: the mean of one Gaussian around each, as wide as its nearest neighbours are far, and of one over the whole range, all cut off at the ends.</summary>
/// <remarks>Bergstra et al. 2011, "Algorithms for Hyper-Parameter Optimization", section 4.2, with the widths kept within 1/min(100, points) and 1 as in Hyperopt.</remarks>
internal sealed class ParzenEstimator
{
    private const double PriorMean = 0.5;
    private const int MostTries = 100;

    private readonly double[] _means;
    private readonly double[] _deviations;

    /// <param name="points">Each in 0..1; none leaves the prior alone.</param>
    public ParzenEstimator(IReadOnlyList<double> points)
    {
        _means = [.. points.Append(PriorMean).Order()];
        _deviations = new double[_means.Length];
        double narrowest = 1.0 / Math.Min(100, _means.Length);
        int prior = Array.IndexOf(_means, PriorMean);
        for (int i = 0; i < _means.Length; i++)
        {
            double left = _means[i] - (i == 0 ? 0 : _means[i - 1]), right = (i == _means.Length - 1 ? 1 : _means[i + 1]) - _means[i];
            _deviations[i] = i == prior ? 1 : Math.Clamp(Math.Max(left, right), narrowest, 1);
        }
    }

    public double Sample(Random random)
    {
        int component = random.Next(_means.Length);
        double place = PriorMean;
        for (int i = 0; i < MostTries; i++)
        {
            // Box and Muller 1958; 1 − u, for u may be 0 and its logarithm is not.
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            place = _means[component] + _deviations[component] * normal;
            if (place is >= 0 and <= 1) return place;
        }
        return Math.Clamp(place, 0, 1);
    }

    public double LogDensity(double place)
    {
        double sum = 0;
        for (int i = 0; i < _means.Length; i++)
        {
            double distance = (place - _means[i]) / _deviations[i];
            double inside = NormalCdf((1 - _means[i]) / _deviations[i]) - NormalCdf(-_means[i] / _deviations[i]);
            sum += Math.Exp(-distance * distance / 2) / (Math.Sqrt(2 * Math.PI) * _deviations[i] * inside);
        }
        return Math.Log(sum / _means.Length);
    }

    /// <summary>Abramowitz and Stegun 26.2.17: within 7.5e-8.</summary>
    private static double NormalCdf(double x)
    {
        double t = 1 / (1 + 0.2316419 * Math.Abs(x));
        double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
