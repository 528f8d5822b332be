using MlNetAudio.Pipelines.Classical;

namespace MlNetAudio.Tests.Pipelines.Classical;

public class OneVersusRestTests
{
    [Fact]
    public void One_classifier_gives_the_second_of_two_labels() => Assert.Equal([0.25f, 0.75f], OneVersusRest.Combine([0.75f]));

    [Fact]
    public void Several_are_divided_by_their_sum() => Assert.Equal([0.25f, 0.5f, 0.25f], OneVersusRest.Combine([0.2f, 0.4f, 0.2f]));

    [Fact]
    public void Where_all_say_no_every_label_is_equally_likely() => Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], OneVersusRest.Combine([0, 0, 0, 0]));
}
