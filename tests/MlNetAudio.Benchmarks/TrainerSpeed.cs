using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Benchmarks;

/// <summary>Fitting of the classical trainers with their defaults to 20,000 rows of 26 features held in memory, on all cores; reading the rows is part of it.</summary>
internal static class TrainerSpeed
{
    private const int Rows = 20_000, Features = 26, Classes = 4;

    private static readonly (string Name, Func<MLContext, IEstimator<ITransformer>> Make)[] Cases =
    [
        ("lbfgs_logistic_regression", ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression()),
        ("sdca_logistic_regression", ml => ml.BinaryClassification.Trainers.SdcaLogisticRegression()),
        ("lbfgs_maximum_entropy_4", ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(labelColumnName: "Class")),
        ("fast_forest_100x20", ml => ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 100, numberOfLeaves: 20)),
        ("fast_tree_100x20", ml => ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 100, numberOfLeaves: 20)),
    ];

    /// <param name="names">Which trainers; none means all.</param>
    /// <returns>One line of JSON each: name, rows, features, seconds (median).</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.Any(item => item.Name == name));
        if (unknown is not null) throw new ArgumentException($"trainers knows no '{unknown}'; it knows {string.Join(", ", Cases.Select(item => item.Name))}.");
        var ml = new MLContext(1);
        IDataView data = ml.Data.Cache(ml.Data.LoadFromEnumerable(MakeRows(new Random(1))));
        return Cases.Where(item => names.Count == 0 || names.Contains(item.Name)).Select(item => Measure(item.Name, item.Make(ml), data));
    }

    private static string Measure(string name, IEstimator<ITransformer> trainer, IDataView data)
    {
        double milliseconds = Timing.MedianMilliseconds(() => trainer.Fit(data));
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = name,
            ["rows"] = Rows,
            ["features"] = Features,
            ["seconds"] = Math.Round(milliseconds / 1e3, 4),
        });
    }

    /// <summary>Gaussian features, of which the first half matters; labels with noise, so that no classifier is perfect.</summary>
    private static Row[] MakeRows(Random random)
    {
        double[] weights = [.. Enumerable.Range(0, Features).Select(i => i < Features / 2 ? Gaussian(random) : 0)];
        return [.. Enumerable.Range(0, Rows).Select(_ =>
        {
            float[] features = [.. Enumerable.Range(0, Features).Select(_ => (float)Gaussian(random))];
            double score = features.Zip(weights, (x, w) => x * w).Sum() + 2 * Gaussian(random);
            return new Row { Features = features, Label = score > 0, Class = (uint)Math.Clamp(score / 2 + Classes / 2, 0, Classes - 1) };
        })];
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed class Row
    {
        public bool Label { get; set; }

        [KeyType(Classes)]
        public uint Class { get; set; }

        [VectorType(TrainerSpeed.Features)]
        public float[] Features { get; set; } = [];
    }
}
