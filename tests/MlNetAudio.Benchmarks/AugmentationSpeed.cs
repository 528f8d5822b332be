using System.Text.Json;
using MlNetAudio.Datasets.Augmentation;

namespace MlNetAudio.Benchmarks;

/// <summary>What each change of a clip of one second costs on one core.</summary>
internal static class AugmentationSpeed
{
    private const int Rate = 16_000, Clips = 64, Bands = 128, Frames = 63;

    private static readonly (string Name, WaveformAugmentation Options)[] Cases =
    [
        ("shift", new() { ShiftProbability = 1 }),
        ("gain", new() { GainProbability = 1 }),
        ("noise", new() { NoiseProbability = 1 }),
        ("stretch", new() { StretchProbability = 1 }),
        ("pitch", new() { PitchProbability = 1 }),
        ("light", WaveformAugmentation.Light),
        ("default", WaveformAugmentation.Default),
    ];

    /// <param name="names">Which; none means all.</param>
    /// <returns>One line of JSON each: name, microseconds of a clip.</returns>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        var random = new Random(1);
        float[] clip = [.. Enumerable.Range(0, Rate).Select(_ => random.NextSingle() - 0.5f)], output = new float[Rate], spectrogram = new float[Bands * Frames];
        foreach (var (name, options) in Cases.Where(item => names.Count == 0 || names.Contains(item.Name)))
        {
            var augmenter = new WaveformAugmenter(options, Rate, seed: 1);
            for (int i = 0; i < 200; i++) augmenter.Apply(clip, 1, i, 0, output);   // tables and noise
            yield return Line(name, Timing.MedianMilliseconds(() => { for (int i = 0; i < Clips; i++) augmenter.Apply(clip, 1, i, 0, output); }));
        }
        if (names.Count > 0 && !names.Contains("specaugment")) yield break;
        var masks = new SpectrogramAugmenter(SpectrogramAugmentation.Default, seed: 1);
        yield return Line("specaugment", Timing.MedianMilliseconds(() => { for (int i = 0; i < Clips; i++) masks.Apply(spectrogram, Bands, 1, i); }));
    }

    private static string Line(string name, double milliseconds) =>
        JsonSerializer.Serialize(new Dictionary<string, object> { ["name"] = name, ["us_per_clip"] = Math.Round(1000 * milliseconds / Clips, 1) });
}
