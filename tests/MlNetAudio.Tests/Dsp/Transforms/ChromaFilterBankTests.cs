using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class ChromaFilterBankTests
{
    [Theory, InlineData(12), InlineData(24), InlineData(7)]
    public void Without_a_weight_on_octaves_every_bin_is_normalised(int chromas)
    {
        float[] weights = ChromaFilterBank.Create(22_050, 1_024, chromas, octaveWidth: null, normalization: ChromaNormalization.Sum);

        Assert.Equal(chromas * 513, weights.Length);
        for (int bin = 0; bin < 513; bin++)
            Assert.Equal(1, Enumerable.Range(0, chromas).Sum(chroma => (double)weights[chroma * 513 + bin]), 1e-6);
    }

    [Fact]
    public void A_tuning_of_one_pitch_class_moves_the_rows_by_one()
    {
        float[] plain = ChromaFilterBank.Create(22_050, 1_024, octaveWidth: null), moved = ChromaFilterBank.Create(22_050, 1_024, tuning: 1, octaveWidth: null);

        for (int bin = 1; bin < 513; bin++)
            for (int chroma = 0; chroma < 12; chroma++)
                Assert.Equal(plain[(chroma + 1) % 12 * 513 + bin], moved[chroma * 513 + bin], 1e-5);
    }

    [Fact]
    public void Bins_count_most_in_the_octave_in_the_middle()
    {
        float[] weights = ChromaFilterBank.Create(22_050, 4_096, centerOctave: 4, octaveWidth: 0.5, normalization: ChromaNormalization.Sum);

        double[] totals = [.. Enumerable.Range(0, 2_049).Select(bin => Enumerable.Range(0, 12).Sum(chroma => (double)weights[chroma * 2_049 + bin]))];
        Assert.Equal(440, Array.IndexOf(totals, totals.Max()) * 22_050.0 / 4_096, 6.0);   // 27.5 Hz · 2⁴, to the next bin
    }

    [Fact]
    public void A_width_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ChromaFilterBank.Create(22_050, 1_024, octaveWidth: 0));

        Assert.StartsWith("octaveWidth must be positive, got 0.", error.Message, StringComparison.Ordinal);
    }
}
