using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Features;

public class FeatureMatrixTests
{
    [Fact]
    public void Rows_are_features_and_lie_one_after_the_other()
    {
        var matrix = new FeatureMatrix(2, 3);

        matrix[1, 0] = 5;
        matrix.Row(0)[2] = 7;

        Assert.Equal([0, 0, 7, 5, 0, 0], matrix.Values);
    }

    [Theory, InlineData(0, 3), InlineData(0, -1), InlineData(2, 0)]
    public void A_place_outside_is_refused(int feature, int frame)
    {
        Assert.ThrowsAny<Exception>(() => new FeatureMatrix(2, 3)[feature, frame]);
    }
}
