using System.Text.Json;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

/// <summary>Compares metrics with a golden block of the same names.</summary>
internal static class GoldenMetrics
{
    public static void AssertEqual(JsonElement expected, CalibratedBinaryClassificationMetrics actual, double tolerance)
    {
        AssertEqual(expected, (BinaryClassificationMetrics)actual, tolerance);
        Assert.Equal(expected.GetProperty("LogLoss").GetDouble(), actual.LogLoss, tolerance);
        Assert.Equal(expected.GetProperty("LogLossReduction").GetDouble(), actual.LogLossReduction, tolerance);
        Assert.Equal(expected.GetProperty("Entropy").GetDouble(), actual.Entropy, tolerance);
    }

    public static void AssertEqual(JsonElement expected, BinaryClassificationMetrics actual, double tolerance)
    {
        Assert.Equal(expected.GetProperty("Accuracy").GetDouble(), actual.Accuracy, tolerance);
        Assert.Equal(expected.GetProperty("AreaUnderRocCurve").GetDouble(), actual.AreaUnderRocCurve, tolerance);
        Assert.Equal(expected.GetProperty("AreaUnderPrecisionRecallCurve").GetDouble(), actual.AreaUnderPrecisionRecallCurve, tolerance);
        Assert.Equal(expected.GetProperty("F1Score").GetDouble(), actual.F1Score, tolerance);
        Assert.Equal(expected.GetProperty("PositivePrecision").GetDouble(), actual.PositivePrecision, tolerance);
        Assert.Equal(expected.GetProperty("PositiveRecall").GetDouble(), actual.PositiveRecall, tolerance);
        Assert.Equal(expected.GetProperty("NegativePrecision").GetDouble(), actual.NegativePrecision, tolerance);
        Assert.Equal(expected.GetProperty("NegativeRecall").GetDouble(), actual.NegativeRecall, tolerance);
        double[][] counts = [.. expected.GetProperty("Confusion").EnumerateArray().Select(GoldenVoices.Doubles)];
        Assert.Equal(counts, actual.ConfusionMatrix.Counts.Select(row => row.ToArray()));
    }
}
