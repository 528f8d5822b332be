using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Effects;

internal static class Tone
{
    /// <summary>Hertz of the strongest bin of a Hann-windowed signal, refined by a parabola through its logarithm.</summary>
    public static double Frequency(ReadOnlySpan<float> signal, int sampleRateHz)
    {
        var fft = new RealFft(signal.Length);
        float[] windowed = new float[signal.Length], re = new float[fft.Bins], im = new float[fft.Bins];
        double[] window = Window.Periodic(WindowFunction.Hann, signal.Length);
        for (int n = 0; n < windowed.Length; n++) windowed[n] = (float)(signal[n] * window[n]);
        fft.Forward(windowed, re, im);
        double[] level = [.. re.Zip(im, (x, y) => Math.Log((double)x * x + (double)y * y + 1e-30))];
        int peak = Enumerable.Range(1, fft.Bins - 2).MaxBy(bin => level[bin]);
        double shift = 0.5 * (level[peak - 1] - level[peak + 1]) / (level[peak - 1] - 2 * level[peak] + level[peak + 1]);
        return (peak + shift) * sampleRateHz / signal.Length;
    }
}
