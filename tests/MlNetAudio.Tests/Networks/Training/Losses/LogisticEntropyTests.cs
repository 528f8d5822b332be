using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training.Losses;

[Trait("Category", "Kernels")]
public class LogisticEntropyTests
{
    /// <summary>Every remainder around four 16-lane vectors.</summary>
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 67)];

    [Theory, MemberData(nameof(EveryLength))]
    public void A_sweep_agrees_with_its_reference(int length)
    {
        float[] logits = [.. Some.Floats(length, seed: 1).Select(value => 12 * value)], targets = [.. Some.Floats(length, seed: 2).Select(value => value < 0 ? 0 : value)];
        float[] expected = new float[length], gradient = new float[length];

        double reference = LogisticEntropy.MeanReference(logits, targets, 3, expected), value = LogisticEntropy.Mean(logits, targets, 3, gradient);

        Assert.InRange(value / reference, 1 - 1e-6, 1 + 1e-6);
        Assert.Equal(value, LogisticEntropy.Mean(logits, targets, 3, []));
        Approximately.Equal(expected, gradient, tolerance: 1e-6);
    }

    [Fact]
    public void Confident_logits_leave_what_is_left_of_their_loss()
    {
        float[] logits = [.. Enumerable.Repeat(30f, 16)], targets = [.. Enumerable.Repeat(1f, 16)];

        double value = LogisticEntropy.Mean(logits, targets, 1, []);

        Assert.InRange(value / Math.Exp(-30), 1 - 1e-5, 1 + 1e-5);   // ln(1 + e⁻³⁰), of which 1 + e⁻³⁰ keeps nothing
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Many_outputs_lose_what_few_lose_on_average(bool ofClasses)
    {
        const int batch = 6, width = 200;
        float[] logits = [.. Some.Floats(batch * width, seed: 1).Select(value => 5 * value)], values = [.. Some.Floats(batch * width, seed: 2).Select(MathF.Abs)], gradient = new float[batch * width];
        int[] classes = [3, 199, 0, 64, 63, 100];
        LossSpec loss = ofClasses ? new CrossEntropy { LabelSmoothing = 0.1f } : new BinaryCrossEntropyWithLogits();

        double value = loss.Evaluate(logits, ofClasses ? LossTargets.Of(classes) : LossTargets.Of(values), batch, gradient);

        var (expected, expectedGradient) = ofClasses ? Smoothed(logits, classes, width) : Binary(logits, values);
        Assert.InRange(value / expected, 1 - 1e-6, 1 + 1e-6);
        Assert.InRange(Approximately.RelativeToPeak(expectedGradient, gradient), 0, 1e-6);
    }

    [Fact]
    public void A_class_of_many_has_the_gradient_of_softmax()
    {
        float[] logits = [.. Some.Floats(2 * 100, seed: 1).Select(value => 5 * value)], gradient = new float[2 * 100];

        double value = new CrossEntropy().Evaluate(logits, LossTargets.Of([7, 99]), 2, gradient);

        var (expected, expectedGradient) = Smoothed(logits, [7, 99], 100, smoothing: 0);
        Assert.InRange(value / expected, 1 - 1e-6, 1 + 1e-6);
        Assert.InRange(Approximately.RelativeToPeak(expectedGradient, gradient), 0, 1e-6);
    }

    private static (double Loss, double[] Gradient) Binary(float[] logits, float[] targets)
    {
        double[] sigmoids = [.. logits.Select(logit => 1 / (1 + Math.Exp(-(double)logit)))];
        return (sigmoids.Zip(targets, (p, y) => -y * Math.Log(p) - (1 - y) * Math.Log(1 - p)).Average(), [.. sigmoids.Zip(targets, (p, y) => (p - y) / logits.Length)]);
    }

    private static (double Loss, double[] Gradient) Smoothed(float[] logits, int[] classes, int width, double smoothing = 0.1f)
    {
        double loss = 0;
        double[] gradient = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            double sum = logits.Skip(i / width * width).Take(width).Sum(logit => Math.Exp(logit)), softmax = Math.Exp(logits[i]) / sum;
            double target = (classes[i / width] == i % width ? 1 - smoothing : 0) + smoothing / width;
            loss -= target * Math.Log(softmax) / classes.Length;
            gradient[i] = (softmax - target) / classes.Length;
        }
        return (loss, gradient);
    }
}
