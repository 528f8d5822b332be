using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>Framing as librosa does it, literally: pad half a frame on both sides, then cut.</summary>
internal static class PaddedFrames
{
    public static List<double[]> Cut(float[] samples, int frameLength, int hop, bool repeatEdges) => Cut(samples, frameLength, hop, repeatEdges ? PadMode.Edge : PadMode.Constant);

    public static List<double[]> Cut(float[] samples, int frameLength, int hop, PadMode mode)
    {
        int half = frameLength / 2, n = samples.Length;
        double[] padded = new double[n + 2 * half];
        for (int i = 0; i < padded.Length; i++) padded[i] = At(i - half);
        List<double[]> frames = [];
        for (int start = 0; start + frameLength <= padded.Length; start += hop) frames.Add(padded[start..(start + frameLength)]);
        return frames;

        double At(int index)
        {
            if (mode == PadMode.Constant) return index >= 0 && index < n ? samples[index] : 0;
            if (mode == PadMode.Edge) return samples[Math.Clamp(index, 0, n - 1)];
            while (index < 0 || index >= n)
            {
                if (mode == PadMode.Wrap) index += index < 0 ? n : -n;
                else if (mode == PadMode.Symmetric) index = index < 0 ? -1 - index : 2 * n - 1 - index;
                else if (n == 1) index = 0;
                else index = index < 0 ? -index : 2 * n - 2 - index;
            }
            return samples[index];
        }
    }
}
