using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>What a stream gives for a signal that comes in pieces.</summary>
internal static class FeatureStreams
{
    /// <summary>Pieces of 0 to 3000 samples → the values of each row, [features][frames].</summary>
    public static float[][] Collect(FeatureStream stream, float[] signal, int seed)
    {
        var random = new Random(seed);
        List<FeatureMatrix> parts = [];
        for (int start = 0; start < signal.Length;)
        {
            int end = Math.Min(signal.Length, start + random.Next(3_001));
            parts.Add(stream.Push(signal.AsSpan(start..end)));
            start = end;
        }
        parts.Add(stream.Finish());
        return [.. Enumerable.Range(0, parts[0].Features).Select(row => parts.SelectMany(part => part.Row(row).ToArray()).ToArray())];
    }
}
