using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class SpectralMaximumTests
{
    [Fact]
    public void Filter_agrees_with_its_definition_at_every_size()
    {
        foreach (int length in (int[])[1, 2, 5, 9])
            for (int size = 1; size <= 2 * length + 1; size++)
            {
                double[] values = Array.ConvertAll(Some.Floats(length, seed: 10 * length + size), value => (double)value), actual = new double[length];

                SpectralMaximum.Filter(values, size, actual);

                for (int i = 0; i < length; i++)
                    Assert.Equal(Enumerable.Range(i - size / 2, size).Max(j => values[Mirrored(j, length)]), actual[i]);
            }
    }

    private static int Mirrored(int index, int length)
    {
        int place = (index % (2 * length) + 2 * length) % (2 * length);
        return place < length ? place : 2 * length - 1 - place;
    }
}
