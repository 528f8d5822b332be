using System.Collections.Concurrent;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Deep;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>What every training of a run begins with: the readable recordings, their labels, and their samples at one rate, or spectrograms.</summary>
internal sealed class ExperimentData
{
    private const int HighestDefaultRateHz = 22_050;

    private readonly ConcurrentDictionary<string, int> _lengths;

    private ExperimentData(AudioDataset dataset, LabelSpace labels, ClipStore clips, ConcurrentDictionary<string, int> lengths) => (Dataset, Labels, Clips, _lengths) = (dataset, labels, clips, lengths);

    /// <summary>Readable recordings only.</summary>
    public AudioDataset Dataset { get; }

    public LabelSpace Labels { get; }

    public ClipStore Clips { get; }

    /// <summary>0 of spectrograms.</summary>
    public int SampleRateHz => Clips.Format.SampleRateHz;

    /// <exception cref="DatasetException">The data set cannot be read.</exception>
    /// <exception cref="ArgumentException">An option does not fit the data set.</exception>
    public static ExperimentData Read(ExperimentOptions options, Action<string, int, int, string?> report, CancellationToken cancellation)
    {
        report("reading", 0, 0, null);
        var dataset = AudioDataset.Load(options.Dataset, new DatasetOptions { Group = options.Group, Label = options.Label });
        var labels = LabelSpace.Of(dataset, options.Positive);
        var clips = new ClipStore(Format(dataset, options, cancellation));
        var lengths = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        return new(dataset.Without(Unreadable(dataset, clips, lengths, report, cancellation)), labels, clips, lengths);
    }

    /// <summary>Samples that deep models read: the option, or the 95th percentile of the training part, rounded up to whole hops; of spectrograms, frames.</summary>
    public int ClipLength(ExperimentOptions options, IReadOnlyList<Recording> training)
    {
        int[] lengths = [.. training.Select(recording => _lengths[recording.RelativePath]).Order()];
        int usual = lengths[(int)Math.Ceiling(0.95 * lengths.Length) - 1];
        if (Clips.Format.Mels is not null) return usual;
        int hop = LogMelDefaults.ForRate(SampleRateHz).HopLength;
        // Seconds that stand for a whole number of samples are that number again, whatever rounding made of their product.
        double samples = options.ClipSeconds is { } seconds ? Math.Round(seconds * SampleRateHz) : usual;
        int hops = (int)Math.Ceiling(samples / hop);
        return Math.Max(hops, LogMelDefaults.MinimumFrames - 1) * hop;
    }

    /// <summary>The options with what was left to the data spelled out, so that they give the same numbers again; but for the clip length over folds, where each training part has its own.</summary>
    public ExperimentOptions Spelled(ExperimentOptions options, int clipLength)
    {
        options = options with { DatasetHash = Dataset.DataHash };
        if (Clips.Format.Mels is not null) return options;
        bool isSpelled = options.Folds is null && clipLength <= (long)ExperimentOptions.HighestClipSeconds * SampleRateHz;
        return options with { SampleRateHz = SampleRateHz, ClipSeconds = isSpelled ? (double)clipLength / SampleRateHz : options.ClipSeconds };
    }

    /// <exception cref="ArgumentException">An option is of recordings only.</exception>
    private static ClipFormat Format(AudioDataset dataset, ExperimentOptions options, CancellationToken cancellation)
    {
        if (dataset.Content == DatasetContent.Recordings) return new(options.SampleRateHz ?? MostCommonRate(dataset, cancellation));
        if (options.SampleRateHz is not null || options.ClipSeconds is not null)
            throw new ArgumentException($"{dataset.Name} holds spectrograms, whose rate and length in seconds are not known; leave {(options.SampleRateHz is not null ? "the sample rate" : "the clip length")} out.");
        return new(SampleRateHz: 0, MostCommonMels(dataset, cancellation));
    }

    /// <summary>Reads every recording once, so that a broken one stops nothing later.</summary>
    private static IReadOnlyCollection<SkippedRecording> Unreadable(
        AudioDataset dataset, ClipStore clips, ConcurrentDictionary<string, int> lengths, Action<string, int, int, string?> report, CancellationToken cancellation)
    {
        var skipped = new ConcurrentBag<SkippedRecording>();
        int done = 0;
        AllCores.For(dataset.Recordings.Count, i =>
        {
            var recording = dataset.Recordings[i];
            try
            {
                lengths[recording.RelativePath] = clips.Format.Length(clips.Load(recording, cancellation).Length);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                skipped.Add(new(recording.RelativePath, e is AudioFileException audio ? audio.Reason : e.Message) { Label = recording.Label });
            }
            report("reading", Interlocked.Increment(ref done), dataset.Recordings.Count, null);
        }, cancellation);
        return [.. skipped.OrderBy(recording => recording.RelativePath, StringComparer.Ordinal)];
    }

    private static int MostCommonRate(AudioDataset dataset, CancellationToken cancellation) =>
        MostCommon(dataset, path => AudioFile.ProbeSampleRate(path, cancellation: cancellation), cancellation) is { } rate ? Math.Min(HighestDefaultRateHz, rate) : HighestDefaultRateHz;

    private static int MostCommonMels(AudioDataset dataset, CancellationToken cancellation) => MostCommon(dataset, SpectrogramFile.ProbeBands, cancellation) ?? 1;

    /// <summary>Of equally common numbers the largest; null where no file can be read.</summary>
    private static int? MostCommon(AudioDataset dataset, Func<string, int> number, CancellationToken cancellation)
    {
        var counts = new ConcurrentDictionary<int, int>();
        AllCores.For(dataset.Recordings.Count, i =>
        {
            try
            {
                counts.AddOrUpdate(number(dataset.Recordings[i].Path), 1, (_, count) => count + 1);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The reading pass that follows names the file and the reason.
            }
        }, cancellation);
        return counts.IsEmpty ? null : counts.OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).First().Key;
    }
}
