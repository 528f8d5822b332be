using MlNetAudio.Evaluation;

namespace MlNetAudio.Tests.Evaluation;

public class ConfusionCountsTests
{
    [Fact]
    public void Rows_are_what_is_and_columns_what_was_said()
    {
        var counts = ConfusionCounts.Compute([0, 0, 0, 1, 1], [0, 1, 1, 1, 0], classes: 2);

        Assert.Equal([[1, 2], [1, 1]], counts.Rows);
        Assert.Equal((5, 2, 0.4), (counts.Total, counts.Correct, counts.Accuracy));
        Assert.Equal((1.0 / 3, 0.5, 0.4), (counts.Precision(1), counts.Recall(1), counts.F1(1)));
    }

    [Fact]
    public void A_class_never_predicted_has_precision_zero()
    {
        var counts = ConfusionCounts.Compute([0, 1], [0, 0], classes: 2);

        Assert.Equal((0, 0, 0), (counts.Precision(1), counts.Recall(1), counts.F1(1)));
    }

    [Fact]
    public void A_class_that_never_occurs_does_not_lower_the_means()
    {
        var counts = ConfusionCounts.Compute([0, 1, 1], [0, 1, 1], classes: 3);

        Assert.Equal((1, 1, 1), (counts.MacroPrecision, counts.MacroRecall, counts.MacroF1));
    }

    [Fact]
    public void A_class_outside_the_labels_is_refused_with_its_row()
    {
        var error = Assert.Throws<ArgumentException>(() => ConfusionCounts.Compute([0, 1], [0, 2], classes: 2));

        Assert.Equal("The predicted class of row 1 is 2; with 2 classes it lies in 0..1.", error.Message);
    }

    [Fact]
    public void No_row_at_all_counts_nothing_and_divides_by_nothing()
    {
        var counts = ConfusionCounts.Compute([], [], classes: 2);

        Assert.Equal((0, 0.0, 0.0), (counts.Total, counts.Accuracy, counts.MacroF1));
    }
}
