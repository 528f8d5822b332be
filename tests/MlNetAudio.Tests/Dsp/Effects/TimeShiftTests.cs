using MlNetAudio.Dsp.Effects;

namespace MlNetAudio.Tests.Dsp.Effects;

public class TimeShiftTests
{
    [Theory]
    [InlineData(1, false, new[] { 0f, 1, 2, 3 })]
    [InlineData(-1, false, new[] { 2f, 3, 4, 0 })]
    [InlineData(1, true, new[] { 4f, 1, 2, 3 })]
    [InlineData(-6, true, new[] { 3f, 4, 1, 2 })]
    [InlineData(9, false, new[] { 0f, 0, 0, 0 })]
    [InlineData(int.MinValue, true, new[] { 1f, 2, 3, 4 })]
    public void Samples_move_later_or_earlier(int offset, bool wrap, float[] expected) => Assert.Equal(expected, TimeShift.Apply([1, 2, 3, 4], offset, wrap));

    [Fact]
    public void Nothing_moves_to_nothing() => Assert.Empty(TimeShift.Apply([], 3, wrap: true));
}
