using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class MelFilterBankTests
{
    [Theory, InlineData(MelScale.Slaney), InlineData(MelScale.Htk)]
    public void Mels_of_hertz_of_mels_are_the_same(MelScale scale)
    {
        for (double hertz = 0; hertz < 20_000; hertz += 123.4)
            Assert.Equal(hertz, MelFilterBank.ToHertz(MelFilterBank.ToMels(hertz, scale), scale), 1e-8);
    }

    [Theory, InlineData(MelScale.Slaney, 15), InlineData(MelScale.Htk, 999.9856)]
    public void A_kilohertz_is_what_the_scale_says(MelScale scale, double mels) => Assert.Equal(mels, MelFilterBank.ToMels(1_000, scale), 1e-4);

    [Fact]
    public void Frequencies_run_from_the_first_to_the_last()
    {
        double[] frequencies = MelFilterBank.Frequencies(40, 20, 8_000, MelScale.Htk);

        Assert.Equal(20, frequencies[0], 1e-9);
        Assert.Equal(8_000, frequencies[^1], 1e-9);
        Assert.Equal(frequencies.Order(), frequencies);
    }

    [Fact]
    public void Slaney_triangles_have_an_area_of_one_in_hertz()
    {
        const int FftLength = 65_536, Bins = 1 + FftLength / 2;
        float[] filters = MelFilterBank.Create(16_000, FftLength, 20, 0, 8_000, MelScale.Slaney, MelNormalization.Slaney);

        for (int band = 0; band < 20; band++)
        {
            double area = filters.AsSpan(band * Bins, Bins).ToArray().Sum(weight => (double)weight) * 16_000 / FftLength;
            Assert.Equal(1, area, 1e-3);
        }
    }

    [Fact]
    public void Triangles_without_normalisation_add_up_to_one_between_the_outer_centres()
    {
        const int FftLength = 2_048, Bins = 1 + FftLength / 2;
        float[] filters = MelFilterBank.Create(16_000, FftLength, 30, 0, 8_000, MelScale.Htk, MelNormalization.None);
        double[] edges = MelFilterBank.Frequencies(32, 0, 8_000, MelScale.Htk);

        for (int bin = 0; bin < Bins; bin++)
        {
            double hertz = bin * 16_000.0 / FftLength;
            if (hertz < edges[1] || hertz > edges[^2]) continue;
            Assert.Equal(1, Enumerable.Range(0, 30).Sum(band => (double)filters[band * Bins + bin]), 1e-5);
        }
    }

    [Theory, InlineData(0, 8_001), InlineData(-1, 8_000), InlineData(4_000, 4_000), InlineData(double.NaN, 8_000)]
    public void Frequencies_out_of_range_are_refused(double minimum, double maximum)
    {
        var error = Assert.Throws<ArgumentException>(() => MelFilterBank.Create(16_000, 512, 40, minimum, maximum, MelScale.Slaney, MelNormalization.Slaney));

        Assert.StartsWith("A mel filter bank needs 0 ≤ minimum < maximum ≤ half the sample rate (8000 Hz)", error.Message, StringComparison.Ordinal);
    }
}
