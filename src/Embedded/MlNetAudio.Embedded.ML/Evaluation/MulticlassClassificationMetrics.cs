namespace Microsoft.ML.Data;

/// <summary>How well scores tell several classes apart. The class of the highest score counts as predicted, whatever the PredictedLabel column says.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(MulticlassScores rows, int topKPredictionCount)
    {
        int count = rows.Labels.Length, labelled = Math.Max(rows.Classes, rows.Labels.Max() + 1);
        double[][] confusion = [.. Enumerable.Range(0, rows.Classes).Select(_ => new double[rows.Classes])];
        double[] losses = new double[labelled], totals = new double[labelled], right = new double[labelled];
        int[] within = new int[topKPredictionCount];
        for (int row = 0; row < count; row++)
        {
            int label = rows.Labels[row], predicted = rows.Predicted(row);
            totals[label]++;
            losses[label] += rows.LogLoss(row);
            if (label < rows.Classes) confusion[label][predicted]++;
            if (label == predicted) right[label]++;
            for (int k = rows.Rank(row); k < topKPredictionCount; k++) within[k]++;
        }

        LogLoss = losses.Sum() / count;
        double prior = totals.Sum(total => total > 0 ? -total / count * Math.Log(total / count) : 0);
        LogLossReduction = (prior - LogLoss) / prior;
        MicroAccuracy = right.Sum() / count;
        MacroAccuracy = Enumerable.Range(0, labelled).Where(k => totals[k] > 0).Average(k => right[k] / totals[k]);
        TopKPredictionCount = topKPredictionCount;
        TopKAccuracyForAllK = Array.AsReadOnly(Array.ConvertAll(within, hits => (double)hits / count));
        TopKAccuracy = topKPredictionCount > 0 ? TopKAccuracyForAllK[^1] : 0;
        PerClassLogLoss = Array.AsReadOnly([.. Enumerable.Range(0, rows.Classes).Select(k => totals[k] > 0 ? losses[k] / totals[k] : 0)]);
        ConfusionMatrix = new(confusion, rows.ClassNames);
    }

    /// <summary>Mean −ln of the score of the true class.</summary>
    public double LogLoss { get; }

    /// <summary>(prior − LogLoss) / prior, the prior being the log loss of always answering the shares of the classes: 1 is perfect, 0 no better than that.</summary>
    public double LogLossReduction { get; }

    /// <summary>Mean over the classes of the share of their rows that is right: small classes count as much as large ones.</summary>
    public double MacroAccuracy { get; }

    /// <summary>Share of the rows that is right.</summary>
    public double MicroAccuracy { get; }

    /// <summary>Share of the rows whose class is among the <see cref="TopKPredictionCount"/> highest scores; 0 when that was not asked for.</summary>
    public double TopKAccuracy { get; }

    public int TopKPredictionCount { get; }

    /// <summary>The same for 1 to <see cref="TopKPredictionCount"/> highest scores.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    /// <summary>Mean −ln of the score of the true class over the rows of each class; 0 for a class without rows.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
