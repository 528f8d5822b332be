using System.Text.Json;
using MlNetAudio.Evaluation;

namespace MlNetAudio.Tests.Evaluation;

public class ClassificationTests
{
    [Fact]
    public void Two_classes_agree_with_the_official_ML_NET()
    {
        var expected = Expected.MlNet;
        JsonElement[] rows = [.. expected.GetProperty("rows").EnumerateArray()];
        float[][] probabilities = [.. rows.Select(row => new[] { 1 - row[2].GetSingle(), row[2].GetSingle() })];
        int[] actual = [.. rows.Select(row => row[0].GetInt32())];

        var metrics = Classification.Evaluate(probabilities, actual, classes: 2);

        Assert.Equal(expected.Number("AreaUnderRocCurve"), metrics.Auc, 1e-9);
        Assert.Equal(expected.Number("Accuracy"), metrics.Accuracy, 1e-9);
        Assert.Equal(expected.Number("PositivePrecision"), metrics.Precision, 1e-9);
        Assert.Equal(expected.Number("PositiveRecall"), metrics.Recall, 1e-9);
        Assert.Equal(expected.Number("F1Score"), metrics.F1, 1e-9);
        Assert.Equal(expected.Number("LogLoss"), metrics.LogLoss, 1e-6);   // ML.NET takes 1 − p in single precision
        Assert.Equal([[24, 14], [12, 10]], metrics.Confusion.Rows);   // ML.NET has the positive class first
    }

    [Fact]
    public void More_classes_agree_with_scikit_learn()
    {
        var (probabilities, actual) = ThreeClasses();
        var expected = Expected.Values.GetProperty("multi");

        var metrics = Classification.Evaluate(probabilities, actual, classes: 3);

        Assert.Equal(expected.Number("auc"), metrics.Auc, 1e-9);
        Assert.Equal(expected.Number("accuracy"), metrics.Accuracy, 1e-9);
        Assert.Equal(expected.Number("precision"), metrics.Precision, 1e-9);
        Assert.Equal(expected.Number("recall"), metrics.Recall, 1e-9);
        Assert.Equal(expected.Number("f1"), metrics.F1, 1e-9);
        Assert.Equal(expected.Number("log_loss_nats"), metrics.LogLossNats, 1e-9);
        Assert.Equal(metrics.LogLossNats / Math.Log(2), metrics.LogLoss, 1e-12);
    }

    [Fact]
    public void The_spread_of_a_macro_average_agrees_with_the_bootstrap()
    {
        var (probabilities, actual) = ThreeClasses();
        double error = Expected.Values.GetProperty("multi").Number("standard_error_by_bootstrap");

        var metrics = Classification.Evaluate(probabilities, actual, classes: 3);

        double width = metrics.AucInterval!.Upper - metrics.AucInterval.Lower;
        Assert.InRange(width / (2 * 1.96 * error), 0.9, 1.1);   // 4,000 draws leave about 1 %; the rest is asymptotic against resampled
    }

    [Fact]
    public void Three_classes_of_which_one_never_occurs_are_two_classes()
    {
        float[][] two = [[0.9f, 0.1f], [0.2f, 0.8f], [0.6f, 0.4f], [0.7f, 0.3f], [0.5f, 0.5f]];
        int[] actual = [0, 1, 0, 1, 1];

        var ofTwo = Classification.Evaluate(two, actual, classes: 2);
        var ofThree = Classification.Evaluate([.. two.Select(row => new[] { row[0], row[1], 0 })], actual, classes: 3);

        Assert.Equal(ofTwo.Auc, ofThree.Auc, 1e-12);
        Assert.Equal(ofTwo.AucInterval!.Lower, ofThree.AucInterval!.Lower, 1e-9);
        Assert.Null(ofThree.PerClass[2].Auc);
    }

    [Fact]
    public void The_curve_encloses_the_area_of_the_metrics()
    {
        var (probabilities, actual) = ThreeClasses();

        var curve = Classification.Roc(probabilities, actual, classes: 3);

        double area = curve.Zip(curve.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        Assert.Equal(Classification.Evaluate(probabilities, actual, classes: 3).Auc, area, 1e-12);
    }

    [Fact]
    public void Comparing_two_classes_is_the_test_of_DeLong()
    {
        var values = Expected.Binary("few");
        float[] a = Squashed(values.Floats("a")), b = Squashed(values.Floats("b"));
        bool[] labels = values.Labels();

        var test = Classification.CompareAuc(Pairs(a), Pairs(b), [.. labels.Select(label => label ? 1 : 0)], classes: 2);

        Assert.Equal(DeLong.Compare(a, b, labels), test);
    }

    [Fact]
    public void Comparing_three_classes_with_blurred_ones_finds_the_sharper_model()
    {
        var (probabilities, actual) = ThreeClasses();
        float[][] blurred = [.. probabilities.Select((row, i) => new[] { row[i % 3], row[(i + 1) % 3], row[(i + 2) % 3] })];

        var test = Classification.CompareAuc(probabilities, blurred, actual, classes: 3);

        Assert.True(test.Difference > 0.1 && test.PValue < 0.001 && test.Interval.Lower > 0);
    }

    [Fact]
    public void Of_equal_probabilities_the_earlier_class_is_taken()
    {
        var metrics = Classification.Evaluate([[0.5f, 0.5f], [0.5f, 0.5f]], [0, 1], classes: 2);

        Assert.Equal([[1, 0], [1, 0]], metrics.Confusion.Rows);
    }

    [Fact]
    public void A_certain_mistake_costs_as_much_as_a_probability_of_1e_15()
    {
        var metrics = Classification.Evaluate([[1, 0], [1, 0]], [0, 1], classes: 2);

        Assert.Equal(-Math.Log2(1e-15) / 2, metrics.LogLoss, 1e-9);
    }

    [Fact]
    public void The_majority_share_is_what_a_constant_answer_would_reach()
    {
        var metrics = Classification.Evaluate([[0.9f, 0.1f], [0.8f, 0.2f], [0.1f, 0.9f], [0.7f, 0.3f]], [0, 0, 1, 0], classes: 2);

        Assert.Equal(0.75, metrics.MajorityShare);
    }

    public static TheoryData<float[][], int[], int, string> Refused => new()
    {
        { [[1, 0], [0, 1]], [0, 0], 2, "AUC is not defined: all 2 rows are of class 0; evaluate a part that holds at least two classes." },
        { [[1, 0]], [0, 1], 2, "Every row needs its class: got 1 rows of probabilities and 2 classes." },
        { [[1, 0], [1]], [0, 1], 2, "Row 1 has 1 probabilities; 2 classes need 2." },
        { [[1, 0], [0, 1]], [0, 2], 2, "The actual class of row 1 is 2; with 2 classes it lies in 0..1." },
        { [[2.5f, -1.5f], [0, 1]], [0, 1], 2, "Row 0 holds 2.5, which is not a probability; pass the calibrated output, not the raw score." },
        { [[0, 1], [float.NaN, 1]], [0, 1], 2, "Row 1 holds NaN, which is not a probability; pass the calibrated output, not the raw score." },
        { [[0.7f, 0.7f], [0, 1]], [0, 1], 2, "The probabilities of row 0 sum to 1.4 instead of 1; for two classes pass [1 − p, p]." },
        { [[1]], [0], 1, "A classification has at least 2 classes, got 1." },
        { [], [], 2, "There is no row to evaluate." },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_evaluated_is_refused_saying_why(float[][] probabilities, int[] actual, int classes, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Classification.Evaluate(probabilities, actual, classes));

        Assert.Equal(message, error.Message);
    }

    private static (float[][] Probabilities, int[] Actual) ThreeClasses()
    {
        var values = Expected.Values.GetProperty("multi");
        return ([.. values.GetProperty("probabilities").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray())],
            [.. values.GetProperty("actual").EnumerateArray().Select(value => value.GetInt32())]);
    }

    private static float[] Squashed(float[] scores) => Array.ConvertAll(scores, score => 1 / (1 + MathF.Exp(-score)));

    private static float[][] Pairs(float[] positive) => Array.ConvertAll(positive, p => new[] { 1 - p, p });
}
