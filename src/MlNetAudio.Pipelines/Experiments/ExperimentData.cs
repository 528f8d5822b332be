using System.Collections.Concurrent;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Deep;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>What every training of a run begins with: the readable recordings, their labels, and their samples at one rate.</summary>
internal sealed class ExperimentData
{
    private const int HighestDefaultRateHz = 22_050;

    private readonly ConcurrentDictionary<string, int> _lengths;

    private ExperimentData(AudioDataset dataset, LabelSpace labels, ClipStore clips, ConcurrentDictionary<string, int> lengths) => (Dataset, Labels, Clips, _lengths) = (dataset, labels, clips, lengths);

    /// <summary>Readable recordings only.</summary>
    public AudioDataset Dataset { get; }

    public LabelSpace Labels { get; }

    public ClipStore Clips { get; }

    public int SampleRateHz => Clips.SampleRateHz;

    /// <exception cref="DatasetException">The data set cannot be read.</exception>
    /// <exception cref="ArgumentException">An option does not fit the data set.</exception>
    public static ExperimentData Read(ExperimentOptions options, Action<string, int, int, string?> report, CancellationToken cancellation)
    {
        report("reading", 0, 0, null);
        var dataset = AudioDataset.Load(options.Dataset, new DatasetOptions { Group = options.Group, Label = options.Label });
        var labels = LabelSpace.Of(dataset, options.Positive);
        var clips = new ClipStore(options.SampleRateHz ?? MostCommonRate(dataset, cancellation));
        var lengths = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        return new(dataset.Without(Unreadable(dataset, clips, lengths, report, cancellation)), labels, clips, lengths);
    }

    /// <summary>Samples that deep models read: the option, or the 95th percentile of the training part, rounded up to whole hops.</summary>
    public int ClipSamples(ExperimentOptions options, IReadOnlyList<Recording> training)
    {
        int hop = LogMelDefaults.ForRate(SampleRateHz).HopLength;
        int[] lengths = [.. training.Select(recording => _lengths[recording.RelativePath]).Order()];
        // Seconds that stand for a whole number of samples are that number again, whatever rounding made of their product.
        double samples = options.ClipSeconds is { } seconds ? Math.Round(seconds * SampleRateHz) : lengths[(int)Math.Ceiling(0.95 * lengths.Length) - 1];
        int hops = (int)Math.Ceiling(samples / hop);
        return Math.Max(hops, LogMelDefaults.MinimumFrames - 1) * hop;
    }

    /// <summary>The options with what was left to the data spelled out, so that they give the same numbers again; but for the clip length over folds, where each training part has its own.</summary>
    public ExperimentOptions Spelled(ExperimentOptions options, int clipSamples) => options with
    {
        DatasetHash = Dataset.DataHash,
        SampleRateHz = SampleRateHz,
        ClipSeconds = options.Folds is null && clipSamples <= (long)ExperimentOptions.HighestClipSeconds * SampleRateHz ? (double)clipSamples / SampleRateHz : options.ClipSeconds,
    };

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
                lengths[recording.RelativePath] = clips.Load(recording, cancellation).Length;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                skipped.Add(new(recording.RelativePath, e is AudioFileException audio ? audio.Reason : e.Message) { Label = recording.Label });
            }
            report("reading", Interlocked.Increment(ref done), dataset.Recordings.Count, null);
        }, cancellation);
        return [.. skipped.OrderBy(recording => recording.RelativePath, StringComparer.Ordinal)];
    }

    private static int MostCommonRate(AudioDataset dataset, CancellationToken cancellation)
    {
        var rates = new ConcurrentDictionary<int, int>();
        AllCores.For(dataset.Recordings.Count, i =>
        {
            try
            {
                rates.AddOrUpdate(AudioFile.ProbeSampleRate(dataset.Recordings[i].Path, cancellation: cancellation), 1, (_, count) => count + 1);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The reading pass that follows names the file and the reason.
            }
        }, cancellation);
        return rates.IsEmpty ? HighestDefaultRateHz : Math.Min(HighestDefaultRateHz, rates.OrderByDescending(rate => rate.Value).ThenByDescending(rate => rate.Key).First().Key);
    }
}
