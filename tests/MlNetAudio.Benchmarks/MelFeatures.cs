using System.Text.Json;
using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Benchmarks;

/// <summary>Features of mel bands of 120 s of noise at 22050 Hz, as 24 clips over all cores.</summary>
internal static class MelFeatures
{
    private const int SampleRateHz = 22_050, Clips = 24, ClipSeconds = 5;

    /// <summary>Name → what is measured.</summary>
    public static IReadOnlyDictionary<string, Func<IFeatureExtractor>> Cases { get; } = new Dictionary<string, Func<IFeatureExtractor>>
    {
        ["logmel128_2048_512"] = () => new LogMelExtractor(new() { SampleRateHz = SampleRateHz }),
        ["mfcc39_2048_512"] = () => new MfccExtractor(new() { SampleRateHz = SampleRateHz, Coefficients = 39 }),
    };

    /// <param name="names">Which cases; none means all.</param>
    /// <returns>One line of JSON each: name, frames, ms, frames_per_s, x_realtime, allocated_bytes_per_frame (the results among them).</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.ContainsKey(name));
        if (unknown is not null) throw new ArgumentException($"mel knows no '{unknown}'; it knows {string.Join(", ", Cases.Keys)}.");
        return Cases.Where(item => names.Count == 0 || names.Contains(item.Key)).Select(item => Measure(item.Key, item.Value()));
    }

    private static string Measure(string name, IFeatureExtractor extractor)
    {
        var random = new Random(1);
        float[][] clips = [.. Enumerable.Range(0, Clips).Select(_ => Noise(random))];
        int frames = Clips * extractor.FrameCount(clips[0].Length);
        void ExtractAll() => Parallel.ForEach(clips, clip => extractor.Extract(clip));

        double milliseconds = TrainStep.MedianMilliseconds(ExtractAll);
        long before = GC.GetTotalAllocatedBytes();
        ExtractAll();
        long allocated = GC.GetTotalAllocatedBytes() - before;
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = name,
            ["frames"] = frames,
            ["ms"] = Math.Round(milliseconds, 2),
            ["frames_per_s"] = Math.Round(frames / milliseconds * 1e3),
            ["x_realtime"] = Math.Round(Clips * ClipSeconds / milliseconds * 1e3),
            ["allocated_bytes_per_frame"] = allocated / frames,
        });
    }

    private static float[] Noise(Random random)
    {
        float[] samples = new float[ClipSeconds * SampleRateHz];
        for (int n = 0; n < samples.Length; n++) samples[n] = random.NextSingle() - 0.5f;
        return samples;
    }
}
