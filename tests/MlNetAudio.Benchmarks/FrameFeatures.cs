using System.Text.Json;
using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Benchmarks;

/// <summary>Features of the samples of frames, of 24 clips of 5 s of noise at 22,050 Hz, a clip a thread.</summary>
internal static class FrameFeatures
{
    private const int Clips = 24, ClipSeconds = 5, SampleRateHz = 22_050;

    /// <summary>By name: frames that a call over a clip computes, each feature for itself.</summary>
    public static IReadOnlyDictionary<string, Func<string>> Cases { get; } = new Dictionary<string, Func<string>>
    {
        ["rms_zcr_1024_512"] = RmsAndZcr,
        ["yin"] = () => One("yin", new YinExtractor(new() { SampleRateHz = SampleRateHz, MinimumFrequencyHz = 65, MaximumFrequencyHz = 2_093 })),
        ["pyin"] = () => One("pyin", new PyinExtractor(new() { SampleRateHz = SampleRateHz, MinimumFrequencyHz = 65, MaximumFrequencyHz = 2_093 })),
    };

    /// <param name="names">Which cases; none means all.</param>
    /// <returns>One line of JSON each: name, clips, seconds, frames, milliseconds, frames_per_s, x_realtime.</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.ContainsKey(name));
        if (unknown is not null) throw new ArgumentException($"pitch knows no '{unknown}'; it knows {string.Join(", ", Cases.Keys)}.");
        return Cases.Where(item => names.Count == 0 || names.Contains(item.Key)).Select(item => item.Value());
    }

    private static string RmsAndZcr()
    {
        var rms = new RmsExtractor(new());
        var zcr = new ZcrExtractor(new());
        return Measure("rms_zcr_1024_512", rms.FrameCount, clip =>
        {
            rms.Extract(clip);
            zcr.Extract(clip);
        });
    }

    private static string One(string name, IFeatureExtractor extractor) => Measure(name, extractor.FrameCount, clip => extractor.Extract(clip));

    private static string Measure(string name, Func<int, int> frameCount, Action<float[]> compute)
    {
        var random = new Random(1);
        float[][] clips = [.. Enumerable.Range(0, Clips).Select(_ => Noise(random, ClipSeconds * SampleRateHz))];
        double milliseconds = TrainStep.MedianMilliseconds(() => Parallel.ForEach(clips, compute));
        int frames = clips.Sum(clip => frameCount(clip.Length));
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = name,
            ["clips"] = Clips,
            ["seconds"] = Clips * ClipSeconds,
            ["frames"] = frames,
            ["milliseconds"] = Math.Round(milliseconds, 3),
            ["frames_per_s"] = Math.Round(1000 * frames / milliseconds),
            ["x_realtime"] = Math.Round(1000 * Clips * ClipSeconds / milliseconds),
        });
    }

    private static float[] Noise(Random random, int samples)
    {
        float[] noise = new float[samples];
        for (int n = 0; n < samples; n++) noise[n] = random.NextSingle() - 0.5f;
        return noise;
    }
}
