using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.ML;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio score`: what an artifact says of recordings, through the same ML.NET step that an app would use.</summary>
internal static class ScoreRun
{
    /// <summary>Recordings that are in memory together.</summary>
    private const int ChunkSize = 64;

    public static int Run(ScoreOptions options, CommandContext context)
    {
        var metadata = AudioArtifact.ReadMetadata(options.Model);
        var labels = metadata.Labels;
        var ml = new MLContext(seed: 0);
        using var scorer = ml.Transforms.ScoreAudio(options.Model, nameof(Row.Samples)).Fit(ml.Data.LoadFromEnumerable<Row>([]));
        var skipped = new List<SkippedFile>();
        string[] files = [.. options.Inputs.SelectMany(input => Directory.Exists(input) ? Found(input, metadata, skipped) : [input])];
        int all = files.Length + skipped.Count;
        var scored = new List<ScoredFile>();
        foreach (string[] chunk in files.Chunk(ChunkSize))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Report(new("scoring", scored.Count + skipped.Count, all, null));
            scored.AddRange(Score(ml, scorer, metadata, chunk, skipped, context));
        }

        foreach (var file in skipped) context.Note($"skipped {file.Path}: {file.Reason}");
        if (scored.Count == 0) throw new InvalidDataException("No recording could be read; the reasons stand above.");
        if (context.Json) context.WriteJson(new { Model = options.Model, Labels = labels, Files = scored, Skipped = skipped });
        else context.WriteTable(["label", "probability", "file"], [.. scored.Select(file => (string[])[file.Label, file.Probability.ToString("0.000", CultureInfo.InvariantCulture), file.Path])]);
        return ExitCode.Success;
    }

    /// <summary>The recordings of a folder, or its spectrograms for a model of such; audio in it of a format that is not read joins the skipped.</summary>
    private static IReadOnlyList<string> Found(string folder, ArtifactMetadata metadata, List<SkippedFile> skipped)
    {
        if (metadata.Spectrogram is not null)
            return SpectrogramFiles.Find(folder) is [_, ..] spectrograms ? spectrograms : throw new DatasetException($"{folder}: no spectrogram ({SpectrogramFiles.Extension}) found, and {metadata.Name} reads nothing else.");
        var files = AudioFiles.Find(folder);
        var foreign = AudioFiles.FindForeign(folder);
        skipped.AddRange(foreign.Select(file => new SkippedFile(Path.Combine(folder, file.RelativePath), file.Reason)));
        return files.Count + foreign.Count > 0 ? files : throw new DatasetException($"{folder}: no recording found; the formats read are {string.Join(", ", AudioFiles.Extensions)}.");
    }

    private static IEnumerable<ScoredFile> Score(MLContext ml, ITransformer scorer, ArtifactMetadata metadata, string[] paths, List<SkippedFile> skipped, CommandContext context)
    {
        var unreadable = new ConcurrentDictionary<int, string>();
        float[][] samples = new float[paths.Length][];
        var options = new AudioReaderOptions { Warn = context.Note };
        Parallel.For(0, paths.Length, new ParallelOptions { CancellationToken = context.Cancellation }, i =>
        {
            try
            {
                samples[i] = metadata.Spectrogram is { } spectrogram
                    ? SpectrogramFile.Load(paths[i], spectrogram.Mels).Values
                    : AudioFile.LoadMono(paths[i], metadata.SampleRateHz, options, context.Cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                unreadable[i] = e is AudioFileException audio ? audio.Reason : e.Message;
            }
        });
        skipped.AddRange(unreadable.OrderBy(pair => pair.Key).Select(pair => new SkippedFile(paths[pair.Key], pair.Value)));

        var rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, paths.Length).Where(i => !unreadable.ContainsKey(i)).Select(i => new Row { Path = paths[i], Samples = samples[i] }).ToArray());
        return ml.Data.CreateEnumerable<Answer>(scorer.Transform(rows), reuseRowObject: false, ignoreMissingColumns: true).Select(answer => new ScoredFile(
            answer.Path, answer.PredictedLabelName, answer.Probabilities.Max(), metadata.Labels.Zip(answer.Probabilities).ToDictionary(pair => pair.First, pair => pair.Second)));
    }

    private sealed record ScoredFile(string Path, string Label, float Probability, IReadOnlyDictionary<string, float> Probabilities);

    private sealed record SkippedFile(string Path, string Reason);

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public float[] Samples { get; set; } = [];
    }

    private sealed class Answer
    {
        public string Path { get; set; } = "";

        public string PredictedLabelName { get; set; } = "";

        public float[] Probabilities { get; set; } = [];
    }
}
