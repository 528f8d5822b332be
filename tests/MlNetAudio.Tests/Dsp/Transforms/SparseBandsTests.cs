using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class SparseBandsTests
{
    public static TheoryData<string, int, int, float[]> Banks => new()
    {
        { "mel", 128, 1025, MelFilterBank.Create(22_050, 2048, 128, 0, 11_025, MelScale.Slaney, MelNormalization.Slaney) },
        { "more bands than bins", 40, 33, MelFilterBank.Create(16_000, 64, 40, 0, 8_000, MelScale.Htk, MelNormalization.None) },
        { "all bins", 3, 10, Some.Floats(30, seed: 1) },
        { "nothing", 2, 5, new float[10] },
    };

    [Theory, MemberData(nameof(Banks)), Trait("Category", "Kernels")]
    public void The_sums_are_those_of_the_whole_matrix(string name, int count, int bins, float[] filters)
    {
        Assert.NotEmpty(name);
        var bands = new SparseBands(filters, bins, scale: 0.5);
        double[] spectrum = Array.ConvertAll(Some.Floats(bins * Stft.Lanes, seed: bins), value => (double)value), fast = new double[count * Stft.Lanes], reference = new double[count * Stft.Lanes];

        bands.Sum(spectrum, fast);
        bands.SumReference(spectrum, reference);

        for (int i = 0; i < fast.Length; i++)
        {
            int band = i / Stft.Lanes, lane = i % Stft.Lanes;
            double sum = Enumerable.Range(0, bins).Sum(bin => 0.5 * filters[band * bins + bin] * spectrum[bin * Stft.Lanes + lane]);
            Assert.Equal(sum, reference[i], 1e-13);
            Assert.Equal(sum, fast[i], 1e-13);   // another order of the same sum of values within ±1
        }
    }
}
