using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

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

    [Theory, InlineData(MelNormalization.UnitSum), InlineData(MelNormalization.UnitLength), InlineData(MelNormalization.UnitPeak)]
    public void A_norm_is_that_of_every_triangle(MelNormalization normalization)
    {
        float[] filters = MelFilterBank.Create(16_000, 1024, 30, 0, 8_000, MelScale.Slaney, normalization);

        foreach (float[] triangle in filters.Chunk(513))
            Assert.Equal(1, normalization switch { MelNormalization.UnitSum => triangle.Sum(), MelNormalization.UnitLength => Math.Sqrt(triangle.Sum(weight => weight * weight)), _ => triangle.Max() }, 1e-6);
    }

    [Fact]
    public void Torchaudios_arithmetic_gives_the_same_triangles_but_for_rounding()
    {
        float[] librosa = MelFilterBank.Create(16_000, 1024, 40, 20, 8_000, MelScale.Htk, MelNormalization.None);
        float[] torchaudio = MelFilterBank.Create(16_000, 1024, 40, 20, 8_000, MelScale.Htk, MelNormalization.None, MelFilterConvention.Torchaudio);

        Approximately.Equal(librosa, torchaudio, tolerance: 2e-5);   // edges of some kilohertz in single precision, over triangles of some 50 Hz
    }

    [Fact]
    public void Bands_beyond_half_the_sample_rate_are_silent_where_that_is_wanted()
    {
        float[] filters = MelFilterBank.Create(8_000, 512, 20, 0, 16_000, MelScale.Htk, MelNormalization.None, beyondNyquist: true);

        Assert.All(filters[^257..], weight => Assert.Equal(0, weight));
        Assert.Contains(filters[..257], weight => weight > 0);
    }

    [Fact]
    public void Kaldis_triangles_add_up_to_one_between_the_outer_centres()
    {
        float[] filters = MelFilterBank.LinearInMels(16_000, 512, 23, 20, 8_000);

        for (int bin = 10; bin < 200; bin++) Assert.Equal(1, Enumerable.Range(0, 23).Sum(band => filters[band * 257 + bin]), 1e-4);
    }

    [Theory, InlineData(0, 8_001), InlineData(-1, 8_000), InlineData(4_000, 4_000), InlineData(double.NaN, 8_000)]
    public void Frequencies_out_of_range_are_refused(double minimum, double maximum)
    {
        var error = Assert.Throws<ArgumentException>(() => MelFilterBank.Create(16_000, 512, 40, minimum, maximum, MelScale.Slaney, MelNormalization.Slaney));

        Assert.StartsWith("A mel filter bank needs 0 ≤ minimum < maximum ≤ half the sample rate (8000 Hz)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Two edges at the same frequency would divide 0 by 0.</summary>
    [Theory, InlineData(MelFilterConvention.Librosa), InlineData(MelFilterConvention.Torchaudio)]
    public void Bands_too_narrow_to_be_told_apart_are_refused(MelFilterConvention convention)
    {
        var error = Assert.Throws<ArgumentException>(() => MelFilterBank.Create(16_000, 512, 128, 0, 1e-300, MelScale.Htk, MelNormalization.None, convention));

        Assert.StartsWith("128 mel bands from 0 Hz to ", error.Message, StringComparison.Ordinal);
    }
}
