using MlNetAudio.Evaluation;
using MlNetAudio.Reports;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Reports;

/// <summary>Reports of models with a chosen skill on made-up clips; the same arguments always give the same report.</summary>
internal static class SomeReport
{
    /// <summary>Two labels, "no" and "yes" (the positive), alternating; models named m0, m1, ... in the order of their skills.</summary>
    /// <param name="skills">How far the scores of the labels lie apart: 0 guesses, 3 hardly errs.</param>
    public static ReportModel Of(int clips, params double[] skills) => Of(["no", "yes"], clips, skills);

    public static ReportModel Of(string[] labels, int clips, params double[] skills)
    {
        int[] actual = [.. Enumerable.Range(0, clips).Select(clip => clip % labels.Length)];
        float[][][] probabilities = [.. skills.Select((skill, model) => Probabilities(actual, labels.Length, skill, seed: 10 + model))];
        return new()
        {
            Title = "Some run",
            Dataset = "some-data",
            CreatedUtc = "2026-11-22 14:03",
            Seed = 1,
            Labels = labels,
            PositiveLabel = labels.Length == 2 ? labels[1] : null,
            Split = [new("train", 2 * clips, 2 * clips, [.. labels.Select(_ => 2 * clips / labels.Length)]), new("test", clips, clips, [.. labels.Select(_ => clips / labels.Length)])],
            SplitRule = "By file.",
            Models = [.. probabilities.Select((rows, model) => Model($"m{model}", labels, rows, actual))],
            Comparisons = [.. probabilities.Skip(1).Select((rows, model) => new ReportedComparison("m0", $"m{model + 1}", Classification.CompareAuc(probabilities[0], rows, actual, labels.Length)))],
        };
    }

    public static ReportedModel Model(string name, string[] labels, float[][] probabilities, int[] actual) => new()
    {
        Name = name,
        Kind = "some kind",
        Artifact = $"models/{name}/model.onnx",
        TrainSeconds = 1.5,
        Metrics = Classification.Evaluate(probabilities, actual, labels.Length),
        Roc = Classification.Roc(probabilities, actual, labels.Length),
    };

    private static float[][] Probabilities(int[] actual, int classes, double skill, int seed)
    {
        float[] noise = Some.Floats(actual.Length * classes, seed);
        return [.. actual.Select((label, clip) =>
        {
            double[] weights = [.. Enumerable.Range(0, classes).Select(k => Math.Exp(2 * noise[clip * classes + k] + (k == label ? skill : 0)))];
            return weights.Select(weight => (float)(weight / weights.Sum())).ToArray();
        })];
    }
}
