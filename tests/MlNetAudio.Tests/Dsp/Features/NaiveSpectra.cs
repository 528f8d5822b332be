using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>Magnitude spectra [frame][bin] of centred, Hann-windowed frames between zeros, by the textbook.</summary>
internal static class NaiveSpectra
{
    public static List<double[]> Magnitudes(float[] signal, int fftLength, int hop)
    {
        double[] window = Window.Periodic(WindowFunction.Hann, fftLength);
        return [.. PaddedFrames.Cut(signal, fftLength, hop, repeatEdges: false).Select(frame =>
        {
            var (re, im) = NaiveDft.Forward([.. frame.Zip(window, (sample, weight) => sample * weight)]);
            return Enumerable.Range(0, 1 + fftLength / 2).Select(bin => Math.Sqrt(re[bin] * re[bin] + im[bin] * im[bin])).ToArray();
        })];
    }
}
