using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Training.Losses;

/// <summary>Expected values without another source are PyTorch 1.13's, in double precision; those of the focal loss follow torchvision's formula, written out in PyTorch.</summary>
public class LossTests
{
    /// <summary>Two examples of three logits.</summary>
    private static readonly float[] Logits = [0.5f, -1.2f, 2.0f, -0.3f, 0.8f, 0.1f];

    private static readonly float[] Values = [1, 0, 0.5f, 0, 0.25f, 1];

    private static readonly float[] Soft = [0.7f, 0.3f, 0, 0.1f, 0.2f, 0.7f];

    private static readonly int[] Classes = [2, 0];

    private static readonly float[] Weights = [0.5f, 1, 2];

    private static readonly Dictionary<string, (LossSpec Loss, float[]? Targets, double Value, double[] Gradient)> Expected = new()
    {
        ["cross-entropy, weighted and smoothed"] = (new CrossEntropy { ClassWeights = Weights, LabelSmoothing = 0.1f }, null,
            0.5931279815909818, [0.128682245, 0.011392683, -0.140074928, -0.145424482, 0.110565038, 0.034859444]),
        ["cross-entropy, soft targets"] = (new CrossEntropy(), Soft,
            1.7241075019212884, [-0.261728971, -0.133874337, 0.395603308, 0.040975408, 0.173305231, -0.214280639]),
        ["cross-entropy, soft targets, weighted and smoothed"] = (new CrossEntropy { ClassWeights = Weights, LabelSmoothing = 0.2f }, Soft,
            1.7620018647967488, [-0.090169158, -0.141185334, 0.231354492, 0.104648468, 0.311200792, -0.415849259]),
        ["binary cross-entropy of several labels"] = (new BinaryCrossEntropyWithLogits(), Values,
            0.6723566721751645, [-0.062923445, 0.038579203, 0.06346618, 0.070926247, 0.07332908, -0.079170135]),
        ["binary cross-entropy, a positive weight for each label"] = (new BinaryCrossEntropyWithLogits { PositiveWeight = Weights }, Values,
            0.7508270344259983, [-0.031461722, 0.038579203, 0.053532603, 0.070926247, 0.07332908, -0.158340271]),
        ["mean absolute error"] = (new MeanAbsoluteError(), Values,
            0.825, [-0.166666667, -0.166666667, 0.166666667, -0.166666667, 0.166666667, -0.166666667]),
        ["mean squared error"] = (new MeanSquaredError(), Values,
            0.8570833333333333, [-0.166666667, -0.4, 0.5, -0.1, 0.183333333, -0.3]),
        ["focal loss"] = (new FocalLoss(), [1, 0, 1, 0, 1, 0],
            0.04433418121434716, [-0.005747375, 0.004260699, -0.000202956, 0.024051055, -0.00329247, 0.042449327]),
        ["focal loss, soft targets, without alpha"] = (new FocalLoss { Alpha = null, Gamma = 1.5f }, Values,
            0.2247123492006066, [-0.031710576, 0.00992993, 0.022438683, 0.041790946, 0.053683047, -0.053608535]),
    };

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_loss_and_its_gradient_are_those_of_PyTorch(string name)
    {
        var (loss, values, expected, expectedGradient) = Expected[name];
        var targets = values is null ? LossTargets.Of(Classes) : LossTargets.Of(values);
        float[] gradient = new float[6];

        loss.Check(Shape.Of(3), targets, 2);
        double value = loss.Evaluate(Logits, targets, 2, gradient);

        Assert.Equal(expected, value, tolerance: 1e-6);   // logits and weights are single precision here
        Assert.InRange(Approximately.RelativeToPeak(expectedGradient, gradient), 0, 1e-6);
    }

    public static TheoryData<string> Differentiable => [.. Cases.Keys];

    private static readonly Dictionary<string, (LossSpec Loss, bool Hard)> Cases = new()
    {
        ["cross-entropy"] = (new CrossEntropy(), true),
        ["cross-entropy, weighted"] = (new CrossEntropy { ClassWeights = Weights }, true),
        ["cross-entropy, smoothed"] = (new CrossEntropy { LabelSmoothing = 0.3f }, true),
        ["cross-entropy, soft"] = (new CrossEntropy { ClassWeights = Weights, LabelSmoothing = 0.3f }, false),
        ["binary cross-entropy"] = (new BinaryCrossEntropyWithLogits { PositiveWeight = [3] }, false),
        ["mean squared error"] = (new MeanSquaredError(), false),
        ["mean absolute error"] = (new MeanAbsoluteError(), false),
        ["focal loss"] = (new FocalLoss { Gamma = 2.5f }, true),
        ["focal loss, soft"] = (new FocalLoss { Gamma = 0.5f, Alpha = null }, false),
        ["focal loss, gamma 0"] = (new FocalLoss { Gamma = 0, Alpha = 0.6f }, true),
    };

    [Theory, MemberData(nameof(Differentiable))]
    public void A_gradient_is_that_of_central_finite_differences(string name)
    {
        var (loss, hard) = Cases[name];
        var targets = hard ? LossTargets.Of(Classes) : LossTargets.Of(Soft);
        float[] logits = [.. Logits], gradient = new float[6];
        double[] differences = new double[6];
        loss.Evaluate(logits, targets, 2, gradient);

        for (int i = 0; i < logits.Length; i++)
        {
            float value = logits[i], above = value + 1 / 256f, below = value - 1 / 256f;
            logits[i] = above;
            double high = loss.Evaluate(logits, targets, 2, []);
            logits[i] = below;
            differences[i] = (high - loss.Evaluate(logits, targets, 2, [])) / ((double)above - below);
            logits[i] = value;
        }

        Assert.InRange(Approximately.RelativeToPeak(differences, gradient), 0, 2e-5);   // the error of a difference over 1/128 is its third derivative times 2.5e-6
    }

    [Fact]
    public void Class_weights_make_a_weighted_mean()
    {
        var loss = new BinaryCrossEntropyWithLogits();
        float[] logits = [0.5f, -1, 2];
        double[] single = [.. logits.Select((logit, i) => loss.Evaluate([logit], LossTargets.Of([i % 2]), 1, []))];
        var weighted = loss with { ClassWeights = [2, 6] };

        double value = weighted.Evaluate(logits, LossTargets.Of([0, 1, 0]), 3, []);

        Assert.Equal((2 * single[0] + 6 * single[1] + 2 * single[2]) / 10, value, tolerance: 1e-12);
        Assert.Equal(10, weighted.TotalWeight(LossTargets.Of([0, 1, 0]), 3));
    }

    [Fact]
    public void A_target_between_the_classes_counts_as_its_shares_of_both()
    {
        var loss = new BinaryCrossEntropyWithLogits { ClassWeights = [2, 6] };
        float[] gradient = new float[2], hard = new float[2];

        double value = loss.Evaluate([0.5f, -1], LossTargets.Of([0.25f, 1f]), 2, gradient);

        double zero = loss.Evaluate([0.5f], LossTargets.Of([0]), 1, []), one = loss.Evaluate([0.5f], LossTargets.Of([1]), 1, []), other = loss.Evaluate([-1f], LossTargets.Of([1]), 1, []);
        Assert.Equal((0.75 * 2 * zero + 0.25 * 6 * one + 6 * other) / 9, value, tolerance: 1e-9);
        Assert.Equal(9, loss.TotalWeight(LossTargets.Of([0.25f, 1f]), 2));
        Assert.Equal(loss.Evaluate([0.5f, -1], LossTargets.Of([0f, 1f]), 2, gradient), loss.Evaluate([0.5f, -1], LossTargets.Of([0, 1]), 2, hard), tolerance: 1e-12);
        Assert.Equal(hard, gradient);
    }

    [Fact]
    public void Classes_are_targets_of_which_one_is_1()
    {
        float[] hot = [0, 0, 1, 1, 0, 0];
        foreach (LossSpec loss in (LossSpec[])[new CrossEntropy { LabelSmoothing = 0.1f }, new FocalLoss()])
            Assert.Equal(loss.Evaluate(Logits, LossTargets.Of(hot), 2, []), loss.Evaluate(Logits, LossTargets.Of(Classes), 2, []), tolerance: 1e-12);
        Assert.Equal(
            new BinaryCrossEntropyWithLogits().Evaluate([0.3f, -2], LossTargets.Of([1f, 0f]), 2, []), new BinaryCrossEntropyWithLogits().Evaluate([0.3f, -2], LossTargets.Of([1, 0]), 2, []), tolerance: 1e-12);
    }

    [Theory, InlineData(1000), InlineData(-1000)]
    public void Huge_logits_stay_finite(float logit)
    {
        float[] gradient = new float[3];

        foreach (LossSpec loss in (LossSpec[])[new CrossEntropy(), new CrossEntropy { LabelSmoothing = 0.1f }, new FocalLoss(), new FocalLoss { Gamma = 0.5f }])
        {
            Assert.True(double.IsFinite(loss.Evaluate([logit, 0, -logit], LossTargets.Of([2]), 1, gradient)));
            Assert.All(gradient, value => Assert.True(float.IsFinite(value)));
        }
        Assert.True(double.IsFinite(new BinaryCrossEntropyWithLogits().Evaluate([logit, logit], LossTargets.Of([0, 1]), 2, gradient.AsSpan(0, 2))));
    }

    [Fact]
    public void The_loss_follows_from_the_number_of_logits()
    {
        Assert.IsType<BinaryCrossEntropyWithLogits>(LossSpec.For(new CnnOptions().Create(Shape.Of(1, 16, 16), logits: 1)));
        Assert.IsType<CrossEntropy>(LossSpec.For(new CnnOptions().Create(Shape.Of(1, 16, 16), logits: 3)));
        Assert.Throws<ShapeException>(() => LossSpec.For(new(Shape.Of(1, 4, 4), [new Relu()])));
    }

    public static TheoryData<Action, string> Unfitting => new()
    {
        { () => new BinaryCrossEntropyWithLogits().Check(Shape.Of(1), LossTargets.Of([0, 2]), 2), "Example 1 has class 2; the network knows 0..1." },
        { () => new BinaryCrossEntropyWithLogits().Check(Shape.Of(3), LossTargets.Of([0, 1]), 2), "BinaryCrossEntropyWithLogits with classes needs one logit but the network ends in [3];" },
        { () => new BinaryCrossEntropyWithLogits().Check(Shape.Of(2), LossTargets.Of([0f, 1.5f]), 1), "Target 1 is 1.5; this loss takes 0..1." },
        { () => new BinaryCrossEntropyWithLogits { PositiveWeight = [1, 2] }.Check(Shape.Of(3), LossTargets.Of(Values), 2), "There are 2 positive weights for 3 logits;" },
        { () => new BinaryCrossEntropyWithLogits { ClassWeights = [1, 2] }.Check(Shape.Of(3), LossTargets.Of(Values), 2), "ClassWeights needs one logit and a weight for each of 2 classes, got 3 logits and 2 weights" },
        { () => new CrossEntropy().Check(Shape.Of(3), LossTargets.Of([0]), 2), "There are 1 classes for a batch of 2." },
        { () => new CrossEntropy().Check(Shape.Of(1, 3), LossTargets.Of([0]), 1), "CrossEntropy needs [logits] but the network ends in [1, 3];" },
        { () => new CrossEntropy { ClassWeights = [1, 2] }.Check(Shape.Of(3), LossTargets.Of([0]), 1), "There are 2 class weights for 3 classes;" },
        { () => new MeanSquaredError().Check(Shape.Of(3), LossTargets.Of([0]), 1), "MeanSquaredError needs target values [3] for each example, not classes;" },
        { () => new MeanSquaredError().Check(Shape.Of(3), LossTargets.Of([0f, 1f]), 1), "There are 2 target values, but a batch of 1 × [3] needs 3." },
        { () => new MeanAbsoluteError().Check(Shape.Of(2), LossTargets.Of([0f, 1f, 0f, float.NaN]), 2), "Target 1 of example 1 is NaN; this loss takes finite numbers." },
        { () => new FocalLoss().Check(Shape.Of(1, 2), LossTargets.Of([0]), 1), "FocalLoss with classes needs [logits]" },
    };

    [Theory, MemberData(nameof(Unfitting))]
    public void What_does_not_fit_is_named(Action check, string message)
    {
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_keeps_its_own_copy_of_weights()
    {
        float[] weights = [1, 2];
        var loss = new CrossEntropy { ClassWeights = weights };

        weights[0] = 100;

        Assert.Equal([1, 2], loss.ClassWeights!);
    }
}
