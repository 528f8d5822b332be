using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public class RowMomentsTests
{
    [Fact]
    public void Moments_of_rows_add_up_to_those_of_all_values_even_where_the_mean_is_large()
    {
        float[] values = [.. Some.Floats(1000, seed: 1).Select(value => 1000 + value)];
        double mean = values.Average(value => (double)value), deviations = values.Sum(value => (value - mean) * (value - mean));
        var moments = default(RowMoments);

        foreach (int start in (int[])[0, 1, 18, 300, 999]) moments.Add(RowMoments.Of(values.AsSpan(start, (start switch { 0 => 1, 1 => 18, 18 => 300, 300 => 999, _ => 1000 }) - start)));

        Assert.Equal(1000, moments.Count);
        Assert.Equal(mean, moments.Mean, tolerance: 1e-3);   // the sum of 700 floats near 1000, one after the other
        Assert.Equal(deviations, moments.SquaredDeviations, tolerance: 1e-4 * deviations);
    }
}
