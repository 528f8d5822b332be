using System.Text.Json;
using MlNetAudio.Datasets.Augmentation;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Benchmarks;

/// <summary>An epoch of the CNN on clips of one second whose augmentation and log-mel are made on the way, with batches made by no thread, one and two beside the engine.</summary>
internal static class TrainingFeed
{
    private const int Rate = 16_000, Clips = 512;

    private static readonly LogMelOptions LogMel = LogMelOptions.Librosa with { SampleRateHz = Rate };

    /// <param name="names">Of augmentations: none, light, default; none given means all.</param>
    /// <returns>One line of JSON each: name, producers, epoch_ms, engine_busy, read_us of an example.</returns>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        (string Name, WaveformAugmentation Options)[] cases = [("none", WaveformAugmentation.None), ("light", WaveformAugmentation.Light), ("default", WaveformAugmentation.Default)];
        foreach (var (name, options) in cases.Where(item => names.Count == 0 || names.Contains(item.Name)))
            foreach (int producers in (int[])[0, 1, 2])
            {
                var source = new Source(new WaveformAugmenter(options, Rate, seed: 1));
                float[] example = new float[source.Example.Count];
                double read = Timing.MedianMilliseconds(() => { for (int i = 0; i < 64; i++) source.Read(new(i, 1), example); }) / 64;
                var training = new TrainingOptions { Seed = 1, Epochs = 3, BatchSize = 32, Producers = producers, Balance = ClassBalance.None };
                var result = new NetworkTrainer(new CpuBackend()).Fit(new CnnOptions().Create(source.Example, logits: 1), source, null, training);
                var last = result.History[1].Duration < result.History[2].Duration ? result.History[1] : result.History[2];
                yield return JsonSerializer.Serialize(new Dictionary<string, object>
                {
                    ["name"] = name,
                    ["producers"] = producers,
                    ["epoch_ms"] = Math.Round(last.Duration.TotalMilliseconds, 1),
                    ["engine_busy"] = Math.Round(last.EngineBusy, 3),
                    ["read_us"] = Math.Round(1000 * read, 1),
                });
            }
    }

    private sealed class Source(WaveformAugmenter augmenter) : IExampleSource
    {
        private readonly float[][] _clips = [.. Enumerable.Range(0, 16).Select(seed => Noise(new Random(seed)))];
        private readonly LogMelExtractor _extractor = new(LogMel);

        public Shape Example { get; } = Shape.Of(1, LogMel.MelBands, LogMel.FrameCount(Rate));

        public int Count => Clips;

        public IReadOnlyList<int> Classes { get; } = [.. Enumerable.Range(0, Clips).Select(i => i % 2)];

        public IReadOnlyList<float[]>? Targets => null;

        public string Fingerprint => "noise";

        public int Read(ExampleDraw draw, Span<float> destination)
        {
            float[] clip = new float[Rate];
            augmenter.Apply(_clips[draw.Index % _clips.Length], draw.Epoch, draw.Index, draw.Repeat, clip);
            _extractor.Extract(clip).Values.CopyTo(destination);
            return 0;
        }

        private static float[] Noise(Random random)
        {
            float[] clip = new float[Rate];
            for (int i = 0; i < clip.Length; i++) clip[i] = random.NextSingle() - 0.5f;
            return clip;
        }
    }
}
