using MlNetAudio.Datasets;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>All that an experiment found; the same stands in the files of its folder.</summary>
public sealed record ExperimentResult
{
    public required ExperimentOptions Options { get; init; }

    /// <summary>The run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Readable recordings only.</summary>
    public required AudioDataset Dataset { get; init; }

    /// <summary>Of a cross-validation that of the models that ship, whose test part is empty.</summary>
    public required DatasetSplit Split { get; init; }

    /// <summary>Null without a cross-validation.</summary>
    public DatasetFolds? Folds { get; init; }

    /// <summary>What the models' metrics were measured on: the test part, or in a cross-validation every recording.</summary>
    public IReadOnlyList<Recording> Tested => Folds is null ? Split.Test : [.. Folds.Splits.SelectMany(fold => fold.Test)];

    /// <summary>In order; of two, the second is the positive one.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Null with more than two labels.</summary>
    public required string? Positive { get; init; }

    /// <summary>The one of <see cref="Labels"/> that a recording counts as: its own, or "not X" where one label stands against the rest.</summary>
    public string LabelOf(Recording recording) => Labels.Contains(recording.Label) ? recording.Label : Labels[0];

    /// <summary>0 of spectrograms.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>What models of fixed length read: samples, or frames of spectrograms.</summary>
    public required int ClipLength { get; init; }

    public required IReadOnlyList<ModelResult> Models { get; init; }

    /// <summary>The best model by AUC against each of the others; empty with a single model.</summary>
    public required IReadOnlyList<ModelComparison> Comparisons { get; init; }

    /// <summary>What a reader of the numbers should know.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>metrics.json as written.</summary>
    public required string MetricsJson { get; init; }
}
