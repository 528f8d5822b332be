using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

public class DftFactorsTests
{
    public static TheoryData<int> Lengths => [2, 4, 6, 9, 15, 16, 97, 100, 202, 400, 441, 512, 2048];

    [Theory, MemberData(nameof(Lengths))]
    public void Every_one_sided_bin_is_made_exactly_once(int length)
    {
        var bins = DftFactors.Of(length).OneSidedBins().Where(bin => bin >= 0).Order();

        Assert.Equal(Enumerable.Range(0, length / 2 + 1), bins);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void The_factors_make_up_the_length(int length) => Assert.Equal(length, DftFactors.Of(length).Length);

    [Fact]
    public void The_usual_length_is_cut_near_its_root() => Assert.Equal(new DftFactors(64, 32), DftFactors.Of(2048));

    [Fact]
    public void A_prime_is_not_cut() => Assert.Equal(new DftFactors(97, 1), DftFactors.Of(97));
}
