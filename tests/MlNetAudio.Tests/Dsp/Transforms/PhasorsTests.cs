using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

[Trait("Category", "Kernels")]
public class PhasorsTests
{
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(EveryLength))]
    public void Splitting_agrees_with_its_reference_at_every_length(int bins)
    {
        double[] magnitude = new double[bins], re = Doubles(bins, seed: 1), im = Doubles(bins, seed: 2), expected = new double[bins], expectedRe = [.. re], expectedIm = [.. im];

        Phasors.SplitReference(expected, expectedRe, expectedIm);
        Phasors.Split(magnitude, re, im);

        for (int n = 0; n < bins; n++)
        {
            Assert.Equal(expected[n], magnitude[n], 1e-14);
            Assert.Equal(expectedRe[n], re[n], 1e-14);
            Assert.Equal(expectedIm[n], im[n], 1e-14);
        }
    }

    [Fact]
    public void What_is_zero_or_too_small_to_have_a_direction_has_the_phasor_one()
    {
        double[] magnitude = new double[16], re = new double[16], im = new double[16];
        (re[3], im[9]) = (1e-200, 1e-308);

        Phasors.Split(magnitude, re, im);

        Assert.All(magnitude, value => Assert.Equal(0, value));
        Assert.All(re, value => Assert.Equal(1, value));
        Assert.All(im, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Magnitudes_of_any_size_split_into_themselves_and_a_unit()
    {
        foreach (double size in (double[])[1e-140, 1e-30, 1e-5, 1, 1e5, 1e30, 1e140])
        {
            double[] magnitude = new double[8], re = new double[8], im = new double[8];
            re.AsSpan().Fill(0.6 * size);
            im.AsSpan().Fill(-0.8 * size);

            Phasors.Split(magnitude, re, im);

            Assert.Equal(1, magnitude[5] / size, 1e-14);
            Assert.Equal((0.6, -0.8), (Math.Round(re[5], 14), Math.Round(im[5], 14)));
        }
    }

    [Theory, MemberData(nameof(EveryLength))]
    public void Placing_interpolates_magnitudes_and_advancing_turns_by_the_difference_of_the_phases(int bins)
    {
        double[] magnitude0 = Doubles(bins, seed: 3), magnitude1 = Doubles(bins, seed: 4), angle0 = Doubles(bins, seed: 5), angle1 = Doubles(bins, seed: 6), angle = Doubles(bins, seed: 7);
        double[] turnRe = Cos(angle), turnIm = Sin(angle), placedRe = new double[bins], placedIm = new double[bins];

        Phasors.PlaceAndAdvance(new(magnitude0, Cos(angle0), Sin(angle0)), new(magnitude1, Cos(angle1), Sin(angle1)), 0.3, turnRe, turnIm, placedRe, placedIm);

        for (int n = 0; n < bins; n++)
        {
            double magnitude = 0.7 * magnitude0[n] + 0.3 * magnitude1[n], turned = angle[n] + angle1[n] - angle0[n];
            Assert.Equal(magnitude * Math.Cos(angle[n]), placedRe[n], 1e-14);
            Assert.Equal(magnitude * Math.Sin(angle[n]), placedIm[n], 1e-14);
            Assert.Equal(Math.Cos(turned), turnRe[n], 1e-14);
            Assert.Equal(Math.Sin(turned), turnIm[n], 1e-14);
        }
    }

    private static double[] Doubles(int count, int seed) => Array.ConvertAll(Some.Floats(count, seed), value => (double)value);

    private static double[] Cos(double[] angles) => Array.ConvertAll(angles, Math.Cos);

    private static double[] Sin(double[] angles) => Array.ConvertAll(angles, Math.Sin);
}
