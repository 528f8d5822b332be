using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Tests.Dsp.Transforms.Lanes;

[Trait("Category", "Kernels")]
public class LaneRowsTests
{
    [Theory, InlineData(1), InlineData(7), InlineData(8), InlineData(9), InlineData(33)]
    public void Frames_go_into_lanes_and_come_back(int bins)
    {
        for (int frames = 1; frames <= Stft.Lanes; frames++)
        {
            double[] rows = [.. Enumerable.Range(1, bins * frames).Select(value => (double)value)], lanes = new double[bins * Stft.Lanes], back = new double[bins * frames];

            LaneRows.ToLanes(rows, lanes, bins, frames);
            LaneRows.FromLanes(lanes, back, bins, frames);

            for (int bin = 0; bin < bins; bin++)
                for (int lane = 0; lane < Stft.Lanes; lane++)
                    Assert.Equal(lane < frames ? rows[lane * bins + bin] : 0, lanes[bin * Stft.Lanes + lane]);
            Assert.Equal(rows, back);
        }
    }
}
