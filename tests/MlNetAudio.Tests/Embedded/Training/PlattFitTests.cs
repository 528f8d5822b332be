using Microsoft.ML.Training;

namespace MlNetAudio.Tests.Embedded.Training;

public class PlattFitTests
{
    [Theory, InlineData(1, 0), InlineData(40, 7), InlineData(0.01, -3)]
    public void The_sigmoid_is_where_Newton_from_scratch_finds_no_slope_left(double scale, double shift)
    {
        var random = new Random(12);
        bool[] labels = [.. Enumerable.Range(0, 80).Select(i => i % 3 == 0)];
        float[] scores = [.. labels.Select(label => (float)(scale * (random.NextDouble() * 4 - 2 + (label ? 0.8 : -0.8)) + shift))];

        var (slope, offset) = PlattFit.Fit(scores, labels, default);
        var (expectedSlope, expectedOffset) = Newton(scores, labels, scale, shift);

        Assert.Equal(expectedSlope * scale, slope * scale, 1e-6);
        Assert.Equal(expectedOffset, offset, 1e-5);
        Assert.True(slope < 0);
    }

    [Fact]
    public void Equal_scores_give_the_smoothed_share_of_the_positives()
    {
        var (slope, offset) = PlattFit.Fit([2, 2, 2, 2], [true, true, true, false], default);

        // Mean of the smoothed targets: (3·4/5 + 1·1/3)/4.
        Assert.Equal((3 * 0.8 + 1 / 3.0) / 4, 1 / (1 + Math.Exp(2 * slope + offset)), 1e-9);
    }

    [Fact]
    public void No_rows_give_a_half_everywhere()
    {
        Assert.Equal((0, 0), PlattFit.Fit([], [], default));
    }

    /// <summary>On z = (score − shift)/scale, so that the plain iteration behaves; gradient and Hessian of the smoothed likelihood written out.</summary>
    private static (double Slope, double Offset) Newton(float[] scores, bool[] labels, double scale, double shift)
    {
        int positives = labels.Count(label => label), negatives = labels.Length - positives;
        double a = 0, b = 0;
        for (int iteration = 0; iteration < 100; iteration++)
        {
            double ga = 0, gb = 0, aa = 0, ab = 0, bb = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                double x = (scores[i] - shift) / scale, p = 1 / (1 + Math.Exp(a * x + b));
                double target = labels[i] ? (positives + 1.0) / (positives + 2) : 1.0 / (negatives + 2);
                ga += (target - p) * x;
                gb += target - p;
                aa += p * (1 - p) * x * x;
                ab += p * (1 - p) * x;
                bb += p * (1 - p);
            }
            double determinant = aa * bb - ab * ab;
            (a, b) = (a - (bb * ga - ab * gb) / determinant, b - (aa * gb - ab * ga) / determinant);
        }
        return (a / scale, b - a * shift / scale);
    }
}
