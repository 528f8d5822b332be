using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>A signal pushed into a stream in pieces of uneven length.</summary>
internal static class Streams
{
    /// <returns>The first row of all frames, side by side.</returns>
    public static float[] FirstRow(IStreamingExtractor extractor, float[] signal)
    {
        var stream = extractor.OpenStream();
        List<float> values = [];
        for (int start = 0, length = 1; start < signal.Length; start += length, length = 3 * length % 1_009 + 1)
        {
            length = Math.Min(length, signal.Length - start);
            values.AddRange(stream.Push(signal.AsSpan(start, length)).Row(0));
        }
        values.AddRange(stream.Finish().Row(0));
        return [.. values];
    }
}
