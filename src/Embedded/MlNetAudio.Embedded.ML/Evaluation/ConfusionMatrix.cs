using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>How often each actual class was predicted as each class; of two classes the positive one comes first.</summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _classNames;

    internal ConfusionMatrix(double[][] counts, string[] classNames)
    {
        _classNames = classNames;
        Counts = Array.AsReadOnly(Array.ConvertAll<double[], IReadOnlyList<double>>(counts, Array.AsReadOnly));
        PerClassRecall = Array.AsReadOnly(PerClass(index => counts[index].Sum()));
        PerClassPrecision = Array.AsReadOnly(PerClass(index => counts.Sum(row => row[index])));

        double[] PerClass(Func<int, double> total) => [.. Enumerable.Range(0, counts.Length).Select(index => total(index) > 0 ? counts[index][index] / total(index) : 0)];
    }

    /// <summary>Of the rows predicted as the class, the share that is of it; 0 when there are none.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>Of the rows of the class, the share predicted as it; 0 when there are none.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>[actual class][predicted class]; for two classes TP, FN / FP, TN.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses => Counts.Count;

    /// <summary>How many rows of the actual class were predicted as the other.</summary>
    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        Check(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        Check(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    /// <summary>A table for people: truth in the rows with recall at the end, prediction in the columns with precision below.</summary>
    public string GetFormattedConfusionTable()
    {
        const int CellWidth = 8;
        int nameWidth = Math.Max("PREDICTED".Length, _classNames.Max(name => name.Length));
        string rule = new('=', (CellWidth + 3) * NumberOfClasses);
        var text = new StringBuilder();
        if (NumberOfClasses == 2)
        {
            double positives = Counts[0].Sum(), negatives = Counts[1].Sum();
            Line($"TEST {_classNames[0].ToUpperInvariant()} RATIO:\t{positives / (positives + negatives):N4} ({positives:F1}/({positives:F1}+{negatives:F1}))");
        }
        Line($"Confusion table");
        Line($"{"".PadRight(nameWidth)} ||{rule}");
        Line($"{"PREDICTED".PadRight(nameWidth)} ||{string.Concat(_classNames.Select(name => $" {name.PadLeft(CellWidth)} |"))} Recall");
        Line($"{"TRUTH".PadRight(nameWidth)} ||{rule}");
        for (int actual = 0; actual < NumberOfClasses; actual++)
            Line($"{_classNames[actual].PadLeft(nameWidth)} ||{Cells(Counts[actual], "N0")} {PerClassRecall[actual]:F4}");
        Line($"{"".PadRight(nameWidth)} ||{rule}");
        Line($"{"Precision".PadRight(nameWidth)} ||{Cells(PerClassPrecision, "N4")}");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

        static string Cells(IReadOnlyList<double> values, string format) =>
            string.Concat(values.Select(value => $" {value.ToString(format, CultureInfo.InvariantCulture).PadLeft(CellWidth)} |"));
    }

    private void Check(int index, string parameter)
    {
        if (index < 0 || index >= NumberOfClasses)
            throw new ArgumentOutOfRangeException(parameter, $"Invalid index. Should be non-negative, less than the number of classes ({NumberOfClasses}), got {index}.");
    }
}
