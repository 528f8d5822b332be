using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio features`: recordings → .npy or .csv.</summary>
internal static class FeaturesRun
{
    public static int Run(FeaturesOptions options, CommandContext context)
    {
        bool folder = Directory.Exists(options.Input), csv = HasExtension(options.Output, ".csv"), npy = HasExtension(options.Output, ".npy");
        if (folder && npy && options.Statistics.Count == 0)
            throw new ArgumentException($"--out {options.Output} holds the frames of one recording; name a folder or a .csv for those of {options.Input}, or take --statistics.");
        string[] files = folder ? [.. Found(options.Input, context)] : [options.Input];
        string place = npy || csv ? Path.GetDirectoryName(Path.GetFullPath(options.Output))! : options.Output;
        if (File.Exists(place)) throw new ArgumentException($"--out {options.Output}: {place} is a file, not a folder.");
        Directory.CreateDirectory(place);

        string[] paths = csv || npy ? [] : NpyPaths(options, files);
        // A row or a matrix for each recording, in the order of the files; null where one cannot be read.
        var extractors = new ConcurrentDictionary<int, (IFeatureExtractor Frames, FeatureSetExtractor? Columns, double? HopSeconds)>();
        var results = new Extracted?[files.Length];
        var skipped = new ConcurrentDictionary<int, string>();
        var reader = new AudioReaderOptions { Warn = context.Note };
        int done = 0;
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = context.Cancellation }, i =>
        {
            try
            {
                var clip = AudioFile.Load(files[i], reader, context.Cancellation);
                var mono = clip.ToMono();
                if (options.SampleRateHz is { } hertz) mono = mono.Resample(hertz);
                var (frames, columns, hop) = extractors.GetOrAdd(mono.SampleRateHz, rate => Extractors(options, rate));
                var samples = mono.Channel(0).Span;
                results[i] = columns is null ? Extracted.Of(frames, samples, hop) : new(columns.Names, 1, columns.Extract(samples), null);
                if (csv || npy) return;
                Save(results[i]!, paths[i]);
                results[i] = results[i]! with { Values = [] };
            }
            catch (ArgumentException e) when (e.Message.StartsWith("The signal", StringComparison.Ordinal))
            {
                if (!folder) throw new InvalidDataException($"{files[i]}: {e.Message}", e);
                skipped[i] = e.Message;
            }
            catch (Exception e) when (folder && e is IOException or UnauthorizedAccessException)
            {
                skipped[i] = e is AudioFileException audio ? audio.Reason : e.Message;
            }
            finally
            {
                context.Progress.Report(new("extracting", Interlocked.Increment(ref done), files.Length, null));
            }
        });

        foreach (var (i, reason) in skipped.OrderBy(pair => pair.Key)) context.Note($"skipped {files[i]}: {reason}");
        (string Path, Extracted Result)[] good = [.. files.Zip(results).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
        if (good.Length == 0) throw new InvalidDataException("No recording could be read; the reasons stand above.");
        if (csv) WriteCsv(options, good);
        else if (npy) WriteNpy(options, good);
        Report(options, context, good, [.. skipped.OrderBy(pair => pair.Key).Select(pair => files[pair.Key])]);
        return ExitCode.Success;
    }

    /// <param name="Values">[names, frames]; empty once they are written.</param>
    private sealed record Extracted(IReadOnlyList<string> Names, int Frames, float[] Values, double? HopSeconds)
    {
        public static Extracted Of(IFeatureExtractor extractor, ReadOnlySpan<float> samples, double? hopSeconds)
        {
            var matrix = extractor.Extract(samples);
            return new(extractor.Names, matrix.Frames, matrix.Values, hopSeconds);
        }
    }

    private static (IFeatureExtractor, FeatureSetExtractor?, double?) Extractors(FeaturesOptions options, int sampleRateHz)
    {
        var feature = options.Feature(sampleRateHz);
        double? hop = feature.GetType().GetProperty(nameof(SpectralOptions.HopLength))?.GetValue(feature) is int samples ? (double)samples / sampleRateHz : null;
        if (options.DeltaOrder is { } order) feature = new FeatureDeltaOptions { Feature = feature, Delta = DeltaOptions.Librosa with { Order = order } };
        return (feature.CreateExtractor(), options.Statistics.Count == 0 ? null : new(new() { Features = [feature], Statistics = options.Statistics }), hop);
    }

    private static IReadOnlyList<string> Found(string folder, CommandContext context)
    {
        foreach (var foreign in AudioFiles.FindForeign(folder)) context.Note($"skipped {Path.Combine(folder, foreign.RelativePath)}: {foreign.Reason}");
        return AudioFiles.Find(folder) is [_, ..] files ? files : throw new DatasetException($"{folder}: no recording found; the formats read are {string.Join(", ", AudioFiles.Extensions)}.");
    }

    /// <summary>Each file's place below the input, below the output; recordings that differ in nothing but the extension keep it in the name.</summary>
    private static string[] NpyPaths(FeaturesOptions options, string[] files)
    {
        string[] relative = Directory.Exists(options.Input) ? [.. files.Select(file => Path.GetRelativePath(options.Input, file))] : [Path.GetFileName(options.Input)];
        string[] bare = [.. relative.Select(file => Path.ChangeExtension(file, null))];
        var twice = bare.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. bare.Select((name, i) => Path.Combine(options.Output, twice.Contains(name) ? relative[i] : name) + ".npy")];
    }

    private static void Save(Extracted result, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        NpyFile.Write(path, [result.Names.Count, result.Frames], result.Values);
    }

    private static void WriteNpy(FeaturesOptions options, (string Path, Extracted Result)[] good)
    {
        if (options.Statistics.Count == 0) Save(good[0].Result, options.Output);
        else NpyFile.Write(options.Output, [good.Length, good[0].Result.Names.Count], [.. good.SelectMany(item => item.Result.Values)]);
    }

    private static void WriteCsv(FeaturesOptions options, (string Path, Extracted Result)[] good)
    {
        var text = new StringBuilder();
        bool rows = options.Statistics.Count > 0;
        text.Append("path").Append(rows ? "" : ",frame,seconds").Append(',').AppendJoin(',', good[0].Result.Names).Append('\n');
        foreach (var (path, result) in good)
            for (int frame = 0; frame < result.Frames; frame++)
            {
                text.Append(Quoted(path));
                if (!rows) text.Append(CultureInfo.InvariantCulture, $",{frame},{(result.HopSeconds is { } hop ? (frame * hop).ToString("0.######", CultureInfo.InvariantCulture) : "")}");
                for (int feature = 0; feature < result.Names.Count; feature++) text.Append(CultureInfo.InvariantCulture, $",{result.Values[feature * result.Frames + frame]:R}");
                text.Append('\n');
            }
        AtomicFile.WriteText(options.Output, text.ToString());
    }

    private static void Report(FeaturesOptions options, CommandContext context, (string Path, Extracted Result)[] good, string[] skipped)
    {
        if (context.Json)
        {
            context.WriteJson(new { Out = options.Output, Files = good.Select(item => new { item.Path, Features = item.Result.Names.Count, item.Result.Frames }), Skipped = skipped });
            return;
        }
        context.WriteTable(["features", "frames", "file"], [.. good.Select(item => (string[])[Whole(item.Result.Names.Count), options.Statistics.Count > 0 ? "all" : Whole(item.Result.Frames), item.Path])]);
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>RFC 4180.</summary>
    private static string Quoted(string field) => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool HasExtension(string path, string extension) => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
