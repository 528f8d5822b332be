using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class RunningMedianTests
{
    [Fact]
    public void Filter_agrees_with_its_definition_at_every_size()
    {
        foreach (int length in (int[])[1, 2, 5, 40])
            for (int size = 1; size <= 13; size++)
            {
                double[] values = Array.ConvertAll(Some.Floats(length, seed: 100 * length + size), value => Math.Round(4.0 * value)), actual = new double[length];   // with ties

                RunningMedian.Filter(values, size, actual);

                for (int i = 0; i < length; i++)
                    Assert.Equal(Enumerable.Range(i - size / 2, size).Select(j => values[Mirrored(j, length)]).Order().ElementAt(size / 2), actual[i]);
            }
    }

    private static int Mirrored(int index, int length)
    {
        int place = (index % (2 * length) + 2 * length) % (2 * length);
        return place < length ? place : 2 * length - 1 - place;
    }
}
