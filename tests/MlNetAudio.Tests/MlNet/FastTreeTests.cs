using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace MlNetAudio.Tests.MlNet;

public class FastTreeTests
{
    [Theory, InlineData("twovoices"), InlineData("fsdd_jackson_nicolas")]
    public void The_metrics_are_near_those_of_Microsoft_ML(string name)
    {
        var voices = GoldenVoices.Load(name);
        var expected = voices.Answers.GetProperty("FastTree(50 trees)").GetProperty("metrics");
        var ml = new MLContext(1);

        var model = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 50).Fit(GoldenVoices.View(ml, voices.Train));
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(GoldenVoices.View(ml, voices.Test)));

        // Splits of equal gain are told apart by the last bits of sums, and every later tree follows from such a choice.
        Assert.Equal(expected.GetProperty("AreaUnderRocCurve").GetDouble(), metrics.AreaUnderRocCurve, 0.01);
        Assert.Equal(expected.GetProperty("Accuracy").GetDouble(), metrics.Accuracy, 0.02);
        Assert.Equal(expected.GetProperty("LogLoss").GetDouble(), metrics.LogLoss, 0.02);
    }

    [Fact]
    public void The_probability_is_a_sigmoid_of_the_score_twice_as_steep_as_the_learning_rate()
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);

        var model = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10, learningRate: 0.3).Fit(GoldenVoices.View(ml, voices.Train));
        var rows = ScoredRow.ReadAll(ml, model.Transform(GoldenVoices.View(ml, voices.Test)));

        Assert.Equal((-0.6, 0), (model.Model.Calibrator.Slope, model.Model.Calibrator.Offset));
        Assert.All(rows, row => Assert.Equal(1 / (1 + Math.Exp(-0.6 * row.Score)), row.Probability, 1e-6));
    }

    [Fact]
    public void The_trees_give_the_score_and_the_weights_of_features_name_the_useful_ones()
    {
        var ml = new MLContext(1);
        var random = new Random(3);
        VoiceRow[] rows = [.. Enumerable.Range(0, 300).Select(_ => Row(random))];

        var model = ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 8, numberOfLeaves: 4).Fit(GoldenVoices.View(ml, rows));
        var scored = ScoredRow.ReadAll(ml, model.Transform(GoldenVoices.View(ml, rows)));
        Microsoft.ML.Data.VBuffer<float> weights = default;
        model.Model.SubModel.GetFeatureWeights(ref weights);

        for (int i = 0; i < rows.Length; i++) Assert.Equal(SumOfTrees(model.Model.SubModel, rows[i].Features), scored[i].Score, 1e-5);
        Assert.Equal(1, weights.GetItemOrDefault(2));
        Assert.Equal(8, model.Model.SubModel.TrainedTreeEnsemble.Trees.Count);

        static VoiceRow Row(Random random)
        {
            float[] features = [random.NextSingle(), random.NextSingle(), random.NextSingle(), random.NextSingle()];
            return new() { Features = features, Label = features[2] > 0.4f };
        }
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_model()
    {
        var ml = new MLContext(1);
        var random = new Random(5);
        VoiceRow[] rows = [.. Enumerable.Range(0, 20_000).Select(_ => new VoiceRow
        {
            Features = [random.NextSingle(), random.NextSingle(), random.NextSingle(), random.NextSingle()],
            Label = random.Next(3) == 0,
        })];

        float[] one = Scores(1), many = Scores(3);

        Assert.Equal(one, many);

        float[] Scores(int threads) => [.. ScoredRow.ReadAll(ml, ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = 3, NumberOfThreads = threads,
        }).Fit(GoldenVoices.View(ml, rows)).Transform(GoldenVoices.View(ml, rows.Take(500)))).Select(row => row.Score)];
    }

    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        var ml = new MLContext(1);
        var rows = GoldenVoices.Load("twovoices").Train;
        VoiceRow[] weighted = [.. rows.Select((row, i) => new VoiceRow { Features = row.Features, Label = row.Label, Weight = i % 2 + 1 })];
        VoiceRow[] repeated = [.. rows.SelectMany((row, i) => Enumerable.Repeat(row, i % 2 + 1))];
        var options = new FastTreeBinaryTrainer.Options { NumberOfTrees = 5, NumberOfLeaves = 2, MinimumExampleCountPerLeaf = 1 };

        var expected = ml.BinaryClassification.Trainers.FastTree(options).Fit(GoldenVoices.View(ml, repeated));
        options.ExampleWeightColumnName = "Weight";
        var actual = ml.BinaryClassification.Trainers.FastTree(options).Fit(GoldenVoices.View(ml, weighted));

        for (int tree = 0; tree < 5; tree++)
        {
            var (one, other) = (expected.Model.SubModel.TrainedTreeEnsemble.Trees[tree], actual.Model.SubModel.TrainedTreeEnsemble.Trees[tree]);
            for (int leaf = 0; leaf < 2; leaf++) Assert.Equal(one.LeafValues[leaf], other.LeafValues[leaf], 1e-6);
        }
    }

    [Fact]
    public void A_tree_of_one_leaf_is_refused_by_name()
    {
        var options = new FastTreeBinaryTrainer.Options { NumberOfLeaves = 1 };
        var ml = new MLContext(1);

        var error = Assert.ThrowsAny<ArgumentException>(() => ml.BinaryClassification.Trainers.FastTree(options).Fit(GoldenVoices.View(ml, GoldenVoices.Load("twovoices").Train)));

        Assert.Contains(nameof(options.NumberOfLeaves), error.Message, StringComparison.Ordinal);
    }

    private static double SumOfTrees(FastTreeBinaryModelParameters model, float[] features)
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
