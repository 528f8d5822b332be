using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Benchmarks;

/// <summary>Scoring of rows held in memory through ScoreAudio and through ApplyOnnxModel, by one small model: how many rows a second, reading the probability of each.</summary>
internal static class ScoreAudioSpeed
{
    private const int Rows = 200_000, Inputs = 4;

    /// <param name="names">score_audio, apply_onnx_model; none means both.</param>
    /// <returns>One line of JSON each: name, rows, inputs, rows_per_s (median).</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        Dictionary<string, Func<MLContext, string, IDataView, Action>> cases = new()
        {
            ["score_audio"] = (ml, model, rows) =>
            {
                var scored = ml.Transforms.ScoreAudio(model, "waveform").Fit(rows).Transform(rows);
                return () => Read<float>(scored, "Probability");
            },
            ["apply_onnx_model"] = (ml, model, rows) =>
            {
                var scored = ml.Transforms.ApplyOnnxModel(["probability"], ["waveform"], model, new Dictionary<string, int[]> { ["waveform"] = [1, Inputs] }, gpuDeviceId: null, fallbackToCpu: false).Fit(rows).Transform(rows);
                return () => Read<VBuffer<float>>(scored, "probability");
            },
        };
        string? unknown = names.FirstOrDefault(name => !cases.ContainsKey(name));
        if (unknown is not null) throw new ArgumentException($"score-audio knows no '{unknown}'; it knows {string.Join(", ", cases.Keys)}.");
        return cases.Where(item => names.Count == 0 || names.Contains(item.Key)).Select(item => Measure(item.Key, item.Value));
    }

    private static string Measure(string name, Func<MLContext, string, IDataView, Action> pass)
    {
        var ml = new MLContext(1);
        var random = new Random(1);
        var rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(_ => new Row { Waveform = [.. Enumerable.Range(0, Inputs).Select(_ => random.NextSingle())] }).ToArray());
        string folder = Directory.CreateTempSubdirectory("mlnetaudio-").FullName, model = Path.Combine(folder, "model.onnx");
        try
        {
            Export(model);
            double milliseconds = Timing.MedianMilliseconds(pass(ml, model, rows));
            return JsonSerializer.Serialize(new Dictionary<string, object> { ["name"] = name, ["rows"] = Rows, ["inputs"] = Inputs, ["rows_per_s"] = Math.Round(Rows / milliseconds * 1e3) });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A linear classifier of clips of four samples.</summary>
    private static void Export(string path)
    {
        var network = new NetworkSpec(Shape.Of(1, Inputs), [new Flatten(), new Linear(1)]);
        using var trained = new CpuBackend(threads: 1).Create(network, seed: 1);
        AudioArtifact.Save(path, new WaveformFrontEnd { SampleRateHz = 16_000, ClipSamples = Inputs }, new NetworkHead(network, trained.ReadWeights()),
            new() { Name = "linear", Kind = "deep", Labels = ["a", "b"], SampleRateHz = 16_000, ClipSamples = Inputs, ProducerVersion = "1" });
    }

    private static void Read<T>(IDataView view, string name)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext()) getter(ref value);
    }

    private sealed class Row
    {
        [ColumnName("waveform"), VectorType(Inputs)]
        public float[] Waveform { get; set; } = [];
    }
}
