namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>Framing as librosa does it, literally: pad half a frame on both sides, then cut.</summary>
internal static class PaddedFrames
{
    public static List<double[]> Cut(float[] samples, int frameLength, int hop, bool repeatEdges)
    {
        int half = frameLength / 2;
        double before = repeatEdges ? samples[0] : 0, after = repeatEdges ? samples[^1] : 0;
        double[] padded = [.. Enumerable.Repeat(before, half), .. samples.Select(sample => (double)sample), .. Enumerable.Repeat(after, half)];
        List<double[]> frames = [];
        for (int start = 0; start + frameLength <= padded.Length; start += hop) frames.Add(padded[start..(start + frameLength)]);
        return frames;
    }
}
