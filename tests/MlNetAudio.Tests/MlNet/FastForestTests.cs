using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace MlNetAudio.Tests.MlNet;

public class FastForestTests
{
    public static TheoryData<string, int, int, int> GoldenSettings => new(
        from name in (string[])["twovoices", "fsdd_jackson_nicolas"]
        from forest in ((int Trees, int Leaves, int Minimum)[])[(100, 20, 10), (100, 4, 1), (500, 20, 1)]
        select (name, forest.Trees, forest.Leaves, forest.Minimum));

    [Theory, MemberData(nameof(GoldenSettings))]
    public void The_mean_area_under_the_curve_over_seeds_is_that_of_Microsoft_ML(string name, int trees, int leaves, int minimum)
    {
        var voices = GoldenVoices.Load(name);
        var expected = voices.Answers.GetProperty($"FastForest({trees} trees, {leaves} leaves, min {minimum}), trainer seeds 1..10");
        var ml = new MLContext(1);
        IDataView train = GoldenVoices.View(ml, voices.Train), test = GoldenVoices.View(ml, voices.Test);

        int seeds = trees > 100 ? 3 : 10;   // large forests differ little between seeds, and take long
        var metrics = Enumerable.Range(1, seeds).Select(seed => ml.BinaryClassification.EvaluateNonCalibrated(ml.BinaryClassification.Trainers.FastForest(
            new FastForestBinaryTrainer.Options { NumberOfTrees = trees, NumberOfLeaves = leaves, MinimumExampleCountPerLeaf = minimum, Seed = seed }).Fit(train).Transform(test))).ToArray();

        Assert.Equal(GoldenVoices.Doubles(expected.GetProperty("auc")).Take(seeds).Average(), metrics.Average(metric => metric.AreaUnderRocCurve), 0.005);
        Assert.Equal(GoldenVoices.Doubles(expected.GetProperty("accuracy")).Take(seeds).Average(), metrics.Average(metric => metric.Accuracy), 0.02);
    }

    [Fact]
    public void A_seed_means_the_same_forest_as_in_Microsoft_ML()
    {
        var voices = GoldenVoices.Load("twovoices");
        double[] expected = GoldenVoices.Doubles(voices.Answers.GetProperty("FastForest(100 trees, 20 leaves, min 10), trainer seeds 1..10").GetProperty("auc"));
        var ml = new MLContext(1);

        double[] aucs = [.. Enumerable.Range(1, 10).Select(seed => ml.BinaryClassification.EvaluateNonCalibrated(ml.BinaryClassification.Trainers.FastForest(
            new FastForestBinaryTrainer.Options { Seed = seed }).Fit(GoldenVoices.View(ml, voices.Train)).Transform(GoldenVoices.View(ml, voices.Test))).AreaUnderRocCurve)];

        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], aucs[i], 1e-12);
    }

    [Fact]
    public void Defaults_and_Platt_on_the_training_rows_are_those_of_Microsoft_ML()
    {
        var voices = GoldenVoices.Load("twovoices");
        var expected = voices.Answers.GetProperty("FastForest() defaults + Platt on the training rows");
        var ml = new MLContext(1);

        var model = ml.BinaryClassification.Trainers.FastForest().Append(ml.BinaryClassification.Calibrators.Platt()).Fit(GoldenVoices.View(ml, voices.Train));
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(GoldenVoices.View(ml, voices.Test)));

        var platt = ((IPredictionTransformer<Microsoft.ML.Calibrators.PlattCalibrator>)model.LastTransformer).Model;
        Assert.Equal(expected.GetProperty("Slope").GetDouble(), platt.Slope, 1e-5);
        Assert.Equal(expected.GetProperty("Offset").GetDouble(), platt.Offset, 1e-5);
        GoldenMetrics.AssertEqual(expected.GetProperty("metrics"), metrics, 1e-4);
    }

    [Fact]
    public void The_trees_give_the_score()
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        var model = ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 20, minimumExampleCountPerLeaf: 2).Fit(GoldenVoices.View(ml, voices.Train));

        var rows = ScoredRow.ReadAll(ml, model.Transform(GoldenVoices.View(ml, voices.Test)));

        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(SumOfTrees(model.Model, voices.Test[i].Features), rows[i].Score, 1e-5);
            Assert.Equal(rows[i].Score > 0, rows[i].PredictedLabel);
        }
    }

    [Fact]
    public void Trees_keep_to_their_limits()
    {
        var ml = new MLContext(1);
        var model = ml.BinaryClassification.Trainers.FastForest(numberOfLeaves: 5, numberOfTrees: 30, minimumExampleCountPerLeaf: 3)
            .Fit(GoldenVoices.View(ml, GoldenVoices.Load("twovoices").Train));

        var forest = model.Model.TrainedTreeEnsemble;

        Assert.InRange(forest.Trees.Count, 25, 30);   // a tree whose draw of features is empty is left out
        Assert.All(forest.TreeWeights, weight => Assert.Equal(1, weight));
        Assert.Equal(0, forest.Bias);
        Assert.All(forest.Trees, tree =>
        {
            Assert.InRange(tree.NumberOfLeaves, 2, 5);
            Assert.Equal(tree.NumberOfNodes + 1, tree.NumberOfLeaves);
            Assert.All(tree.LeafValues, value => Assert.InRange(value, -1, 1));
            Assert.DoesNotContain(true, tree.CategoricalSplitFlags);
        });
    }

    [Fact]
    public void The_seed_of_the_context_does_not_matter_and_that_of_the_trainer_does()
    {
        var voices = GoldenVoices.Load("twovoices");

        float[] first = Scores(contextSeed: 1, trainerSeed: 5), second = Scores(contextSeed: 2, trainerSeed: 5), third = Scores(contextSeed: 1, trainerSeed: 6);

        Assert.Equal(first, second);
        Assert.NotEqual(first, third);

        float[] Scores(int contextSeed, int trainerSeed)
        {
            var ml = new MLContext(contextSeed);
            var model = ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options { Seed = trainerSeed }).Fit(GoldenVoices.View(ml, voices.Train));
            return [.. ScoredRow.ReadAll(ml, model.Transform(GoldenVoices.View(ml, voices.Test))).Select(row => row.Score)];
        }
    }

    [Fact]
    public void A_forest_has_no_probability_until_it_is_calibrated()
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        var scored = ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 5).Fit(GoldenVoices.View(ml, voices.Train)).Transform(GoldenVoices.View(ml, voices.Test));

        Assert.Null(scored.Schema.GetColumnOrNull("Probability"));
        var error = Assert.ThrowsAny<ArgumentException>(() => ml.BinaryClassification.Evaluate(scored));
        Assert.Contains("Probability column 'Probability' not found", error.Message, StringComparison.Ordinal);
    }

    private static double SumOfTrees(FastForestBinaryModelParameters model, float[] features)
    {
        double sum = 0;
        foreach (var tree in model.TrainedTreeEnsemble.Trees)
        {
            int node = 0;
            while (node >= 0)
                node = features[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node] ? tree.LeftChild[node] : tree.RightChild[node];
            sum += tree.LeafValues[~node];
        }
        return sum;
    }
}
