using System.Text.Json;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Benchmarks;

/// <summary>Epochs of the zoo's cnn on 240 recordings of two seconds, from WAV files to steps of the optimiser, and the share of the time that the engine was at work.</summary>
internal static class EpochSpeed
{
    private const int SampleRateHz = 16_000, Recordings = 240, Seconds = 2, Epochs = 5;

    /// <summary>How the recordings are changed in every epoch.</summary>
    private static readonly Dictionary<string, (string Key, string Value)[]> Cases = new()
    {
        ["cnn"] = [],
        ["cnn_light"] = [("waveform.shift_probability", "0.5"), ("waveform.gain_probability", "0.5"), ("waveform.noise_probability", "0.3"), ("spectrogram.time_masks", "1"), ("spectrogram.frequency_masks", "1")],
        ["cnn_stretched"] = [("waveform.shift_probability", "0.5"), ("waveform.noise_probability", "0.5"), ("waveform.stretch_probability", "0.2"), ("waveform.pitch_probability", "0.2")],
    };

    /// <param name="names">Which cases; none means all.</param>
    /// <returns>One line of JSON each: name, recordings, epochs, epoch_ms (median), engine_busy (median share, 0..1).</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.ContainsKey(name));
        if (unknown is not null) throw new ArgumentException($"epoch knows no '{unknown}'; it knows {string.Join(", ", Cases.Keys)}.");
        return Cases.Where(item => names.Count == 0 || names.Contains(item.Key)).Select(item => Measure(item.Key, item.Value));
    }

    private static string Measure(string name, (string Key, string Value)[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("mlaudio-epoch-").FullName;
        try
        {
            WriteRecordings(Path.Combine(folder, "data"));
            var options = KnownModels.Defaults("cnn");
            foreach (var (key, value) in settings) options = OptionsSettings.With(options, key, value);
            var result = Experiment.Run(new()
            {
                Dataset = Path.Combine(folder, "data"),
                Models = ["cnn"],
                ModelOptions = new Dictionary<string, ModelOptions> { ["cnn"] = options },
                Epochs = Epochs,
                OutputFolder = Path.Combine(folder, "run"),
            });
            // The first epoch compiles code.
            var epochs = result.Models[0].History.Skip(1).ToArray();
            return JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["name"] = name,
                ["recordings"] = result.Split.Train.Count,
                ["epochs"] = epochs.Length,
                ["epoch_ms"] = Math.Round(Median(epochs.Select(epoch => epoch.Duration.TotalMilliseconds)), 1),
                ["engine_busy"] = Math.Round(Median(epochs.Select(epoch => epoch.EngineBusy)), 3),
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WriteRecordings(string folder)
    {
        var random = new Random(1);
        for (int i = 0; i < Recordings; i++)
        {
            double frequency = (i % 2 == 0 ? 300 : 600) * (1 + random.NextDouble());
            float[] samples = new float[Seconds * SampleRateHz];
            for (int n = 0; n < samples.Length; n++) samples[n] = 0.3f * (float)Math.Sin(2 * Math.PI * frequency * n / SampleRateHz) + 0.1f * (random.NextSingle() - 0.5f);
            string path = Path.Combine(folder, i % 2 == 0 ? "low" : "high", $"{i}.wav");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, WavWriter.ToBytes(new AudioClip(SampleRateHz, samples)));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
