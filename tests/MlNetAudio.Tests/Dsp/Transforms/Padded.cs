using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

/// <summary>numpy.pad as one would explain it: the signal grows on both sides, a sample at a time, until it is long enough.</summary>
internal static class Padded
{
    public static double[] Signal(ReadOnlySpan<float> samples, int padding, PadMode mode)
    {
        double[] signal = Array.ConvertAll(samples.ToArray(), sample => (double)sample);
        int n = signal.Length;
        List<double> after = [.. signal], before = [.. signal.Reverse()];
        for (int i = 0; i < padding; i++)
        {
            int period = mode == PadMode.Reflect ? n - 1 : n;
            foreach (var side in (List<double>[])[after, before])
            {
                double next = mode switch
                {
                    PadMode.Constant => 0,
                    PadMode.Edge => side[n - 1],
                    PadMode.Wrap => side[i],
                    _ when period == 0 => side[0],
                    PadMode.Reflect => side[n - 1 + i - (2 * (i % period) + 1)],
                    _ => side[n - 1 + i - 2 * (i % period)],
                };
                side.Add(next);
            }
        }
        before.Reverse();
        return [.. before[..padding], .. after];
    }

    /// <summary>Every frame of the signal as the options cut it.</summary>
    public static List<double[]> Frames(ReadOnlySpan<float> samples, StftOptions options, int hop)
    {
        double[] padded = Signal(samples, options.Centered ? options.FftLength / 2 : 0, options.PadMode);
        List<double[]> frames = [];
        for (int start = 0; start + options.FftLength <= padded.Length; start += hop) frames.Add(padded[start..(start + options.FftLength)]);
        return frames;
    }
}
