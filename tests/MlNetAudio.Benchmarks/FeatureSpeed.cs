using System.Collections.Concurrent;
using System.Text.Json;
using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Benchmarks;

/// <summary>Features, stretching and resampling of 120 s of noise at 22050 Hz, as 24 clips of 5 s, on all cores.</summary>
internal static class FeatureSpeed
{
    private const int SampleRateHz = 22_050, Clips = 24, SecondsPerClip = 5;

    /// <summary>What one clip goes through, and how many frames (of samples, where a signal comes out) that gives.</summary>
    private static readonly (string Name, Func<Func<float[], int>> Prepare)[] Cases =
    [
        ("logmel128_2048_512", LogMel),
        ("mfcc39_2048_512", Mfcc),
        ("rms_zcr_1024_512", RmsAndZcr),
        ("pyin", Pyin),
        ("time_stretch", () => Of(new TimeStretch(1.2))),
        ("resample_hq_16000", () => Of(new Resampler(SampleRateHz, 16_000, ResamplerOptions.HighQuality))),
        ("resample_polyphase_16000", () => Of(new Resampler(SampleRateHz, 16_000, ResamplerOptions.Polyphase))),
    ];

    /// <param name="names">Which cases; none means all.</param>
    /// <returns>One line of JSON each: name, ms for the 120 s, frames_per_s (samples of the result per second where that is a signal), x_realtime, allocated_bytes_per_frame.</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.Any(item => item.Name == name));
        if (unknown is not null) throw new ArgumentException($"features knows no '{unknown}'; it knows {string.Join(", ", Cases.Select(item => item.Name))}.");
        var random = new Random(1);
        float[][] clips = [.. Enumerable.Range(0, Clips).Select(_ => Noise(random))];
        return Cases.Where(item => names.Count == 0 || names.Contains(item.Name)).Select(item => Measure(item.Name, item.Prepare(), clips));
    }

    private static string Measure(string name, Func<float[], int> work, float[][] clips)
    {
        int frames = clips.Sum(work);
        double milliseconds = Timing.MedianMilliseconds(() => Parallel.ForEach(Partitioner.Create(clips, EnumerablePartitionerOptions.NoBuffering), clip => work(clip)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (float[] clip in clips) work(clip);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["name"] = name,
            ["ms"] = Math.Round(milliseconds, 3),
            ["frames_per_s"] = Math.Round(frames / milliseconds * 1e3),
            ["x_realtime"] = Math.Round(Clips * SecondsPerClip / milliseconds * 1e3),
            ["allocated_bytes_per_frame"] = Math.Round((double)allocated / frames, 1),
        });
    }

    private static Func<float[], int> LogMel()
    {
        var extractor = new LogMelExtractor(LogMelOptions.Librosa);
        return Into(extractor, (clip, matrix) => extractor.Extract(clip, matrix));
    }

    private static Func<float[], int> Mfcc()
    {
        var extractor = new MfccExtractor(MfccOptions.Librosa with { Coefficients = 39 });
        return Into(extractor, (clip, matrix) => extractor.Extract(clip, matrix));
    }

    private static Func<float[], int> Pyin()
    {
        var extractor = new PyinExtractor(new PyinOptions { SampleRateHz = SampleRateHz, MinimumFrequencyHz = 65, MaximumFrequencyHz = 2093 });
        return Into(extractor, (clip, matrix) => extractor.Extract(clip, matrix));
    }

    /// <summary>Into memory that each thread keeps, as the signals below.</summary>
    private static Func<float[], int> Into(IFeatureExtractor extractor, Action<float[], FeatureMatrix> extract)
    {
        var matrices = new ThreadLocal<FeatureMatrix>(() => new(extractor.Names.Count, extractor.FrameCount(SampleRateHz * SecondsPerClip)));
        return clip =>
        {
            extract(clip, matrices.Value!);
            return matrices.Value!.Frames;
        };
    }

    private static Func<float[], int> Of(TimeStretch stretch)
    {
        var outputs = new ThreadLocal<float[]>(() => new float[stretch.OutputLength(SampleRateHz * SecondsPerClip)]);
        return clip =>
        {
            stretch.Apply(clip, outputs.Value!);
            return outputs.Value!.Length;
        };
    }

    private static Func<float[], int> Of(Resampler resampler)
    {
        var outputs = new ThreadLocal<float[]>(() => new float[resampler.OutputLength(SampleRateHz * SecondsPerClip)]);
        return clip =>
        {
            resampler.Resample(clip, outputs.Value!);
            return outputs.Value!.Length;
        };
    }

    private static Func<float[], int> RmsAndZcr()
    {
        var (rms, zcr) = (new RmsExtractor(new() { FrameLength = 1024, HopLength = 512 }), new ZcrExtractor(new() { FrameLength = 1024, HopLength = 512 }));
        return Into(rms, (clip, matrix) =>
        {
            rms.Extract(clip, matrix);
            zcr.Extract(clip, matrix);
        });
    }

    private static float[] Noise(Random random)
    {
        float[] clip = new float[SampleRateHz * SecondsPerClip];
        for (int i = 0; i < clip.Length; i++) clip[i] = random.NextSingle() * 2 - 1;
        return clip;
    }
}
