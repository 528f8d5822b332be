namespace MlNetAudio.Evaluation;

/// <summary>How many rows of each class were called which class, with the shares read off it. A share of nothing is 0, as scikit-learn has it.</summary>
public sealed class ConfusionCounts
{
    private readonly int[][] _counts;

    private ConfusionCounts(int[][] counts) => _counts = counts;

    /// <summary>[actual][predicted], both in the order of the labels.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Rows => _counts;

    public int Classes => _counts.Length;

    /// <summary>All rows counted.</summary>
    public int Total => _counts.Sum(row => row.Sum());

    /// <summary>Rows called what they are.</summary>
    public int Correct => Enumerable.Range(0, Classes).Sum(k => _counts[k][k]);

    /// <summary>Correct / all.</summary>
    public double Accuracy => Share(Correct, Total);

    /// <summary>Mean precision of the classes that occur, as actual or as predicted.</summary>
    public double MacroPrecision => MeanOfOccurring(Precision);

    /// <summary>Mean recall of the classes that occur, as actual or as predicted.</summary>
    public double MacroRecall => MeanOfOccurring(Recall);

    /// <summary>Mean F1 of the classes that occur, as actual or as predicted; not the F1 of the mean precision and recall.</summary>
    public double MacroF1 => MeanOfOccurring(F1);

    /// <summary>actual [rows], predicted [rows], both class indices in 0..classes − 1 → counts.</summary>
    /// <exception cref="ArgumentException">Lengths differ, fewer than 2 classes, or an index outside them.</exception>
    public static ConfusionCounts Compute(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classes)
    {
        if (classes < 2) throw new ArgumentException($"A classification has at least 2 classes, got {classes}.");
        if (actual.Length != predicted.Length) throw new ArgumentException($"Every row needs both: got {actual.Length} actual and {predicted.Length} predicted classes.");
        int[][] counts = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        for (int row = 0; row < actual.Length; row++)
        {
            if ((uint)actual[row] >= (uint)classes) throw new ArgumentException($"The actual class of row {row} is {actual[row]}; with {classes} classes it lies in 0..{classes - 1}.");
            if ((uint)predicted[row] >= (uint)classes) throw new ArgumentException($"The predicted class of row {row} is {predicted[row]}; with {classes} classes it lies in 0..{classes - 1}.");
            counts[actual[row]][predicted[row]]++;
        }
        return new(counts);
    }

    /// <summary>Rows that are of class k.</summary>
    public int Actual(int k) => _counts[k].Sum();

    /// <summary>Rows that were called class k.</summary>
    public int Predicted(int k) => _counts.Sum(row => row[k]);

    /// <summary>Of the rows called class k, the share that is; 0 when none was called so.</summary>
    public double Precision(int k) => Share(_counts[k][k], Predicted(k));

    /// <summary>Of the rows of class k, the share called so; 0 when there is none.</summary>
    public double Recall(int k) => Share(_counts[k][k], Actual(k));

    /// <summary>2 TP / (2 TP + FP + FN) of class k: the harmonic mean of precision and recall; 0 when the class never occurs.</summary>
    public double F1(int k) => Share(2 * _counts[k][k], Actual(k) + Predicted(k));

    private double MeanOfOccurring(Func<int, double> share) =>
        Enumerable.Range(0, Classes).Where(k => Actual(k) + Predicted(k) > 0).Select(share).DefaultIfEmpty(0).Average();

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
