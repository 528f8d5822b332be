using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Evaluation;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Scores the test part by the artifact alone, through the ML.NET pipeline that an app would use, and measures it.</summary>
internal static class ExperimentEvaluation
{
    public static (ClassificationMetrics Metrics, IReadOnlyList<RocPoint> Roc, IReadOnlyList<ScoredClip> Scores) Evaluate(
        MLContext ml, string artifact, IReadOnlyList<Recording> test, LabelSpace labels)
    {
        var rows = test.Select(recording => new TestClip { Path = recording.Path, Label = labels.IsBinary && labels.IndexOf(recording) == 1 }).ToArray();
        var view = ml.Data.LoadFromEnumerable(rows);
        using var scorer = ml.Transforms.ScoreAudio(artifact).Fit(view);
        // All answers are cached in the first pass: a column that is asked for later would have every clip scored again.
        var scored = ml.Data.Cache(scorer.Transform(view), "Probabilities", "Score", "Probability", "PredictedLabel");
        var clips = labels.IsBinary ? BinaryClips(ml, scored, test, labels) : MulticlassClips(ml, scored, test, labels);

        int[] actual = [.. clips.Select(clip => clip.Actual)];
        var metrics = Classification.Evaluate(Probabilities(clips), actual, labels.Labels.Count);
        if (!labels.IsBinary) return (metrics, Classification.Roc(Probabilities(clips), actual, labels.Labels.Count), clips);

        var official = ml.BinaryClassification.Evaluate(scored);
        return (metrics with
        {
            Auc = official.AreaUnderRocCurve,
            AucInterval = DeLong.ConfidenceInterval(Scores(clips), Positives(clips)),
            Accuracy = official.Accuracy,
            Precision = OrZero(official.PositivePrecision),
            Recall = OrZero(official.PositiveRecall),
            F1 = OrZero(official.F1Score),
            // Of a certain and wrong answer ML.NET's is infinite; ours is clipped.
            LogLoss = double.IsFinite(official.LogLoss) ? official.LogLoss : metrics.LogLoss,
        }, RocCurve.Compute(Scores(clips), Positives(clips)), clips);
    }

    /// <summary>The same numbers of answers that several artifacts gave.</summary>
    public static (ClassificationMetrics Metrics, IReadOnlyList<RocPoint> Roc) Measure(IReadOnlyList<ScoredClip> clips, LabelSpace labels)
    {
        int[] actual = [.. clips.Select(clip => clip.Actual)];
        var metrics = Classification.Evaluate(Probabilities(clips), actual, labels.Labels.Count);
        if (!labels.IsBinary) return (metrics, Classification.Roc(Probabilities(clips), actual, labels.Labels.Count));
        return (metrics with { Auc = RocCurve.Area(Scores(clips), Positives(clips)), AucInterval = DeLong.ConfidenceInterval(Scores(clips), Positives(clips)) }, RocCurve.Compute(Scores(clips), Positives(clips)));
    }

    /// <summary>The paired test of two models' AUCs on the same clips.</summary>
    public static PairedTest Compare(IReadOnlyList<ScoredClip> first, IReadOnlyList<ScoredClip> second) => first[0].Probabilities.Length == 2
        ? DeLong.Compare(Scores(first), Scores(second), Positives(first))
        : Classification.CompareAuc(Probabilities(first), Probabilities(second), [.. first.Select(clip => clip.Actual)], first[0].Probabilities.Length);

    /// <summary>Logits, not probabilities: those of very sure answers round to the same 1.</summary>
    private static float[] Scores(IReadOnlyList<ScoredClip> clips) => [.. clips.Select(clip => clip.Score)];

    private static bool[] Positives(IReadOnlyList<ScoredClip> clips) => [.. clips.Select(clip => clip.Actual == 1)];

    private static IReadOnlyList<float[]> Probabilities(IReadOnlyList<ScoredClip> clips) => [.. clips.Select(clip => clip.Probabilities)];

    /// <summary>ML.NET gives NaN where nothing was predicted positive; the field's custom is zero.</summary>
    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;

    private static IReadOnlyList<ScoredClip> BinaryClips(MLContext ml, IDataView scored, IReadOnlyList<Recording> test, LabelSpace labels) =>
        [.. ml.Data.CreateEnumerable<BinaryAnswer>(scored, reuseRowObject: false, ignoreMissingColumns: true)
            .Zip(test, (answer, recording) => new ScoredClip(recording, labels.IndexOf(recording), answer.PredictedLabel ? 1 : 0, answer.Probabilities, answer.Score))];

    private static IReadOnlyList<ScoredClip> MulticlassClips(MLContext ml, IDataView scored, IReadOnlyList<Recording> test, LabelSpace labels) =>
        [.. ml.Data.CreateEnumerable<MulticlassAnswer>(scored, reuseRowObject: false, ignoreMissingColumns: true)
            .Zip(test, (answer, recording) => new ScoredClip(recording, labels.IndexOf(recording), answer.PredictedLabel, answer.Probabilities, answer.Score[answer.PredictedLabel]))];

    private sealed class TestClip
    {
        public string Path { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class BinaryAnswer
    {
        public float[] Probabilities { get; set; } = [];

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class MulticlassAnswer
    {
        public float[] Probabilities { get; set; } = [];

        public float[] Score { get; set; } = [];

        public int PredictedLabel { get; set; }
    }
}
