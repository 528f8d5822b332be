using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class ScoreColumnTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData("PredictedLabel")]
    [InlineData("Score")]
    [InlineData("Probability")]
    public void A_score_says_of_which_prediction_it_is_which_part(string column)
    {
        DataViewSchema.Annotations annotations = Scored().Schema[column].Annotations;

        Assert.Equal("BinaryClassification", Text(annotations, "ScoreColumnKind"));
        Assert.Equal(column, Text(annotations, "ScoreValueKind"));
        Assert.Equal(1u, Set(annotations));
        Assert.Equal(column == "Probability", annotations.Schema.GetColumnOrNull("IsNormalized") is not null);
    }

    [Fact]
    public void Scoring_again_counts_one_further_and_hides_the_scores_before()
    {
        IDataView once = Scored();

        IDataView twice = Model(once).Transform(once);

        Assert.Equal(
            ["Label", "Features", "PredictedLabel", "PredictedLabel", "Score", "Score", "Probability", "Probability"], twice.Schema.Select(column => column.Name));
        Assert.Equal([1u, 2u], twice.Schema.Where(column => column.Name == "Score").Select(column => Set(column.Annotations)));
    }

    [Fact]
    public void Vectors_of_another_length_than_in_training_are_refused()
    {
        IDataView other = _ml.Data.LoadFromEnumerable(new[] { new Three() });

        var error = Assert.Throws<InvalidOperationException>(() => Model(TwoVoices.Load(_ml, TwoVoices.Train)).Transform(other));

        Assert.Contains("Incompatible features column type: 'Vector<Single, 3>' vs 'Vector<Single, 4>'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_probability_of_a_calibrator_is_marked_as_normalised()
    {
        IDataView scored = Scored();

        IDataView calibrated = _ml.BinaryClassification.Calibrators.Platt().Fit(scored).Transform(scored);

        Assert.True(calibrated.Schema["Probability"].IsNormalized());
    }

    private IDataView Scored()
    {
        IDataView data = TwoVoices.Load(_ml, TwoVoices.Train);
        return Model(data).Transform(data);
    }

    private ITransformer Model(IDataView data) => _ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data);

    private static string Text(DataViewSchema.Annotations annotations, string kind)
    {
        ReadOnlyMemory<char> text = default;
        annotations.GetValue(kind, ref text);
        return text.ToString();
    }

    private static uint Set(DataViewSchema.Annotations annotations)
    {
        uint set = 0;
        annotations.GetValue("ScoreColumnSetId", ref set);
        return set;
    }

    private sealed class Three
    {
        public bool Label { get; set; }

        [VectorType(3)]
        public float[] Features { get; set; } = [0, 0, 0];
    }
}
