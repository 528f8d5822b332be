using System.Text.Json;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Benchmarks;

/// <summary>120 s of noise at 22050 Hz, as 24 clips of 5 s, to 16000 Hz on all cores, into arrays that are there.</summary>
internal static class ResamplingCases
{
    private const int FromHz = 22_050, ToHz = 16_000, Clips = 24, SecondsPerClip = 5;

    /// <summary>Each measures when called, and gives one line of JSON: name, ms, frames_per_s (output samples), x_realtime.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
    {
        ["resample_hq_16000"] = () => Measure("resample_hq_16000", ResamplerOptions.HighQuality),
        ["resample_polyphase_16000"] = () => Measure("resample_polyphase_16000", ResamplerOptions.Polyphase),
    };

    /// <param name="names">Which cases; none means all.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !All.ContainsKey(name));
        if (unknown is not null) throw new ArgumentException($"resampling knows no '{unknown}'; it knows {string.Join(", ", All.Keys)}.");
        return All.Where(item => names.Count == 0 || names.Contains(item.Key)).Select(item => item.Value());
    }

    private static string Measure(string name, ResamplerOptions options)
    {
        var random = new Random(1);
        float[][] clips = [.. Enumerable.Range(0, Clips).Select(_ => Noise(random))];
        var resampler = Resampler.For(FromHz, ToHz, options);
        float[][] outputs = Array.ConvertAll(clips, clip => new float[resampler.OutputLength(clip.Length)]);

        double milliseconds = TrainStep.MedianMilliseconds(() => Parallel.For(0, Clips, i => resampler.Resample(clips[i], outputs[i])));
        const double Seconds = Clips * SecondsPerClip;
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = name,
            ["ms"] = Math.Round(milliseconds, 3),
            ["frames_per_s"] = Math.Round(Seconds * ToHz / milliseconds * 1e3),
            ["x_realtime"] = Math.Round(Seconds / milliseconds * 1e3),
        });
    }

    private static float[] Noise(Random random)
    {
        float[] clip = new float[FromHz * SecondsPerClip];
        for (int i = 0; i < clip.Length; i++) clip[i] = random.NextSingle() * 2 - 1;
        return clip;
    }
}
