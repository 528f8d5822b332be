using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class PreEmphasisTests
{
    [Fact]
    public void Each_sample_loses_that_much_of_the_one_before_it_and_the_first_continues_the_line_to_the_second() =>
        Approximately.Equal([3 * 0.5f + 0.5f, -0.5f - 0.25f, 2.25f + 0.25f], PreEmphasis.Apply([0.5f, -0.5f, 2.25f], coefficient: 0.5), tolerance: 1e-6);

    [Theory, InlineData(0.97), InlineData(0.5), InlineData(0)]
    public void Undoing_gives_the_signal_back(double coefficient)
    {
        float[] signal = Some.Floats(500, seed: 3);

        Approximately.Equal(signal, PreEmphasis.Undo(PreEmphasis.Apply(signal, coefficient), coefficient), tolerance: 1e-5);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Signals_of_few_samples_are_taken(int samples) => Assert.Equal(samples, PreEmphasis.Undo(PreEmphasis.Apply(Some.Floats(samples, seed: 1))).Length);

    [Fact]
    public void A_coefficient_above_one_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => PreEmphasis.Apply([1], 1.5));

        Assert.StartsWith("coefficient must be between 0 and 1, got 1.5.", error.Message, StringComparison.Ordinal);
    }
}
