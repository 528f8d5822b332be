using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Deep;

public class RowScalingTests
{
    [Fact]
    public void Every_band_of_the_training_part_gets_mean_zero_and_deviation_one()
    {
        const int mels = 3, frames = 50;
        float[][] spectrograms = [.. Enumerable.Range(0, 4).Select(i => Some.Floats(mels * frames, seed: i).Select((value, j) => value * (5 + j / frames) - 40).ToArray())];

        var scaling = RowScaling.Fit(spectrograms, mels, smallestDeviation: 1e-2);
        foreach (float[] spectrogram in spectrograms) RowScaling.Apply(scaling, spectrogram);

        for (int mel = 0; mel < mels; mel++)
        {
            double[] band = [.. spectrograms.SelectMany(spectrogram => spectrogram.Skip(mel * frames).Take(frames)).Select(value => (double)value)];
            Assert.Equal(0, band.Average(), 1e-5);
            Assert.Equal(1, Math.Sqrt(band.Average(value => value * value)), 1e-5);
        }
    }

    [Fact]
    public void A_band_that_never_varies_is_not_blown_up()
    {
        float[] silent = [.. Enumerable.Repeat(-80f, 20)];

        var scaling = RowScaling.Fit([silent], rows: 1, smallestDeviation: 1e-2);
        RowScaling.Apply(scaling, silent);

        Assert.All(silent, value => Assert.Equal(0, value));
        Assert.Equal(100, scaling.Scale[0], 1e-3f);
    }
}
