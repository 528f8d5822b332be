using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.onset.onset_strength and onset_detect, librosa.feature.tempo and the tempo of librosa.beat.beat_track.</summary>
internal sealed class OnsetGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.onset.onset_strength" when SpectralEntry.IsOffered(entry) && Aggregation(entry, OnsetAggregation.Mean) is { } aggregation =>
            () => new OnsetStrengthExtractor(Strength(entry, aggregation)).Extract(entry.Input()).Values,
        "librosa.onset.onset_detect" when SpectralEntry.IsOffered(entry) && (entry.Text("units") ?? "frames") is "frames" or "samples" or "time" && entry.Flag("sparse") != false => () => Onsets(entry),
        "librosa.feature.tempo" or "librosa.feature.rhythm.tempo" or "librosa.beat.tempo" when SpectralEntry.IsOffered(entry) && Aggregation(entry, OnsetAggregation.Mean) == OnsetAggregation.Mean =>
            () => Tempo(entry, OnsetAggregation.Mean),
        "librosa.beat.beat_track" when SpectralEntry.IsOffered(entry) => () => Tempo(entry, OnsetAggregation.Median),
        _ => null,
    };

    /// <summary>Null: not offered.</summary>
    private static OnsetAggregation? Aggregation(GoldenEntry entry, OnsetAggregation otherwise) => entry.Text("aggregate") switch
    {
        null => otherwise,
        "mean" => OnsetAggregation.Mean,
        "median" => OnsetAggregation.Median,
        _ => null,
    };

    /// <summary>In onset_strength, "center" moves the values; the frames are centred all the same.</summary>
    private static OnsetStrengthOptions Strength(GoldenEntry entry, OnsetAggregation aggregation) => SpectralEntry.Apply(OnsetStrengthOptions.Librosa, entry) with
    {
        Centered = true,
        Shifted = entry.Flag("center") ?? true,
        MelBands = entry.Integer("n_mels", 128),
        MinimumFrequencyHz = entry.Number("fmin") ?? 0,
        MaximumFrequencyHz = entry.Number("fmax"),
        MelScale = FilterGolden.Scale(entry),
        MelNormalization = FilterGolden.Normalization(entry)!.Value,
        Lag = entry.Integer("lag", 1),
        MaximumBands = entry.Integer("max_size", 1),
        Detrended = entry.Flag("detrend") ?? false,
        Aggregation = aggregation,
    };

    /// <summary>What librosa's onset and tempo functions hand on to onset_strength: the rate and the hop.</summary>
    private static OnsetStrengthOptions PlainStrength(GoldenEntry entry, OnsetAggregation aggregation) => OnsetStrengthOptions.Librosa with
    {
        SampleRateHz = entry.Integer("sr", 22_050),
        HopLength = entry.Integer("hop_length", 512),
        Aggregation = aggregation,
    };

    private static float[] Onsets(GoldenEntry entry)
    {
        var options = new OnsetDetectorOptions
        {
            Strength = PlainStrength(entry, OnsetAggregation.Mean),
            Normalized = entry.Flag("normalize") ?? true,
            Backtracked = entry.Flag("backtrack") ?? false,
            Threshold = entry.Number("delta") ?? 0.07,
            FramesBeforeInMaximum = Frames("pre_max"),
            FramesFromInMaximum = Frames("post_max"),
            FramesBeforeInMean = Frames("pre_avg"),
            FramesFromInMean = Frames("post_avg"),
            FramesToWait = Frames("wait"),
        };
        double unit = entry.Text("units") switch { "samples" => options.Strength.HopLength, "time" => (double)options.Strength.HopLength / options.Strength.SampleRateHz, _ => 1 };
        return Array.ConvertAll(new OnsetDetector(options).Detect(entry.Input()), frame => (float)(frame * unit));

        int? Frames(string parameter) => entry.Number(parameter) is { } frames ? (int)Math.Ceiling(frames) : null;
    }

    private static float[] Tempo(GoldenEntry entry, OnsetAggregation aggregation)
    {
        var options = new TempoOptions
        {
            Strength = PlainStrength(entry, aggregation),
            ExpectedBpm = entry.Number("start_bpm") ?? 120,
            DeviationOctaves = entry.Number("std_bpm") ?? 1,
            WindowSeconds = entry.Number("ac_size") ?? 8,
            BpmWithoutOnsets = entry.Function == "librosa.beat.beat_track" ? 0 : null,
            MaximumBpm = entry.Has("max_tempo") ? entry.Number("max_tempo") : 320,
        };
        return [(float)new TempoEstimator(options).Estimate(entry.Input())];
    }
}
