using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class PitchShiftTests
{
    [Theory, InlineData(12, 880), InlineData(-12, 220), InlineData(7, 659.26), InlineData(-0.5, 427.47)]
    public void A_tone_moves_by_so_many_semitones_and_keeps_its_length(double semitones, double hertz)
    {
        float[] signal = Some.Sine(440, 22_050, 22_051, amplitude: 0.5);

        float[] shifted = new PitchShift(semitones).Apply(signal);

        Assert.Equal(signal.Length, shifted.Length);
        Assert.Equal(hertz, Tone.Frequency(shifted.AsSpan(6_000, 10_000), 22_050), hertz * 0.005);
    }

    [Fact]
    public void Signals_of_few_samples_and_silence_are_taken()
    {
        Assert.Single(new PitchShift(3).Apply([0.5f]));
        Assert.All(new PitchShift(-5).Apply(new float[3_000]), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_shift_of_more_than_four_octaves_is_refused_by_name() =>
        Assert.StartsWith("semitones must be between -48 and 48, got 60.", Assert.Throws<ArgumentOutOfRangeException>(() => new PitchShift(60)).Message, StringComparison.Ordinal);
}
