namespace MlNetAudio.Dsp.Features;

/// <summary>A feature over time [features, frames] → its change per frame [features, frames].</summary>
/// <remarks>
/// A. Savitzky, M. Golay, "Smoothing and differentiation of data by simplified least squares procedures", 1964; librosa.feature.delta and, with a straight line, torchaudio's
/// ComputeDeltas. Holds only read-only tables, so one instance serves any number of threads.
/// </remarks>
public sealed class Delta
{
    private readonly DeltaOptions _options;
    private readonly double[][] _weights;   // [place in the window][width]: the derivative there of the polynomial through the window

    /// <exception cref="ArgumentException">Degree is below Order or not below Width.</exception>
    public Delta(DeltaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int degree = options.Degree ?? options.Order;
        if (degree < options.Order) throw new ArgumentException($"Degree must be at least Order ({options.Order}), got {degree}.", nameof(options));
        if (degree >= options.Width) throw new ArgumentException($"Degree must be below Width ({options.Width}), got {degree}.", nameof(options));
        _options = options;
        _weights = Weights(options.Width, degree, options.Order);
    }

    /// <summary>Frames that a feature must have at least.</summary>
    public int MinimumFrames => _options.Edges == DeltaEdges.Interpolate ? _options.Width : 1;

    /// <exception cref="ArgumentException">There are fewer frames than <see cref="MinimumFrames"/>.</exception>
    public FeatureMatrix Apply(FeatureMatrix feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        if (feature.Frames < MinimumFrames)
            throw new ArgumentException($"A delta over {_options.Width} frames needs as many, got {feature.Frames}; use longer recordings, a smaller Width or other Edges.", nameof(feature));
        var delta = new FeatureMatrix(feature.Features, feature.Frames);
        for (int row = 0; row < feature.Features; row++) Apply(feature.Row(row), delta.Row(row));
        return delta;
    }

    private void Apply(ReadOnlySpan<float> values, Span<float> delta)
    {
        int width = _options.Width, half = width / 2;
        for (int frame = 0; frame < values.Length; frame++)
        {
            double sum = 0;
            if (frame >= half && frame < values.Length - half) sum = Dot(_weights[half], values.Slice(frame - half, width));
            else if (_options.Edges == DeltaEdges.Interpolate) sum = frame < half ? Dot(_weights[frame], values[..width]) : Dot(_weights[frame + width - values.Length], values[^width..]);
            else
                for (int i = 0; i < width; i++) sum += _weights[half][i] * Beyond(values, frame - half + i);
            delta[frame] = (float)sum;
        }
    }

    private float Beyond(ReadOnlySpan<float> values, int index)
    {
        int n = values.Length;
        switch (_options.Edges)
        {
            case DeltaEdges.Constant: return index >= 0 && index < n ? values[index] : 0;
            case DeltaEdges.Nearest: return values[Math.Clamp(index, 0, n - 1)];
            case DeltaEdges.Wrap: return values[Modulo(index, n)];
            default:
                int place = n == 1 ? 0 : Modulo(index, 2 * n - 2);
                return values[place < n ? place : 2 * n - 2 - place];
        }
    }

    private static int Modulo(int value, int divisor) => (value % divisor + divisor) % divisor;

    private static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * values[i];
        return sum;
    }

    /// <summary>Of least squares in the basis of polynomials that are orthogonal on the window's places, which is well conditioned at any width.</summary>
    private static double[][] Weights(int width, int degree, int order)
    {
        double[][] weights = [.. Enumerable.Range(0, width).Select(_ => new double[width])];
        int half = width / 2;

        // p₀ = 1, p₍ₘ₊₁₎(x) = x·pₘ(x) − βₘ·p₍ₘ₋₁₎(x) at the places x = −half .. half; its dth derivative follows from d·pₘ⁽ᵈ⁻¹⁾ + x·pₘ⁽ᵈ⁾ − βₘ·p₍ₘ₋₁₎⁽ᵈ⁾.
        double[,] before = new double[order + 1, width], polynomial = new double[order + 1, width];
        for (int i = 0; i < width; i++) polynomial[0, i] = 1;
        double normBefore = 0;
        for (int m = 0; m <= degree; m++)
        {
            double norm = 0;
            for (int i = 0; i < width; i++) norm += polynomial[0, i] * polynomial[0, i];
            for (int place = 0; place < width; place++)
                for (int i = 0; i < width; i++) weights[place][i] += polynomial[order, place] * polynomial[0, i] / norm;

            double beta = m == 0 ? 0 : norm / normBefore;
            double[,] next = new double[order + 1, width];
            for (int d = 0; d <= order; d++)
                for (int i = 0; i < width; i++)
                    next[d, i] = (i - half) * polynomial[d, i] + (d > 0 ? d * polynomial[d - 1, i] : 0) - beta * before[d, i];
            (before, polynomial, normBefore) = (polynomial, next, norm);
        }
        return weights;
    }
}
