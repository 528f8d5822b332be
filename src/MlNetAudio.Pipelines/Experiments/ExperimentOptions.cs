using System.Collections.ObjectModel;
using MlNetAudio.Datasets;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Everything that decides the numbers of an experiment.</summary>
public sealed record ExperimentOptions
{
    internal const string CpuName = "cpu";

    /// <summary>The rates of recordings that are read.</summary>
    public const int LowestSampleRateHz = 1_000, HighestSampleRateHz = 768_000;

    /// <summary>An hour: what a network reads at once is no recording of a day.</summary>
    public const int HighestClipSeconds = 3_600;

    /// <summary>Folder or CSV manifest of recordings.</summary>
    public required string Dataset { get; init; }

    /// <summary>What the data set's hash was when these options were written down; another one is told in a notice. Null: any.</summary>
    public string? DatasetHash { get; init; }

    /// <summary>Names of <see cref="KnownModels"/>, or "all".</summary>
    public IReadOnlyList<string> Models { get; init; } = KnownModels.Usual;

    /// <summary>Settings of models by name, where they are not <see cref="KnownModels.Defaults"/>.</summary>
    public IReadOnlyDictionary<string, ModelOptions> ModelOptions { get; init; } = ReadOnlyDictionary<string, ModelOptions>.Empty;

    public int Seed { get; init; } = 1;

    /// <summary>Cross-validation over these folds; null: one split.</summary>
    public FoldOptions? Folds { get; init; }

    /// <summary>Most epochs of every deep model; null: as each model's settings say.</summary>
    public int? Epochs { get; init => field = RequirePositive(value, nameof(Epochs)); }

    /// <summary>Clips in a step of every deep model; null: as each model's settings say.</summary>
    public int? BatchSize { get; init => field = RequirePositive(value, nameof(BatchSize)); }

    /// <summary>What trains deep models, by its name in <see cref="Networks.Training.TrainingBackends"/>.</summary>
    public string Backend { get; init; } = CpuName;

    /// <summary>What the backend works on: "cpu", or "cuda:0" where it knows GPUs.</summary>
    public string Device { get; init; } = CpuName;

    /// <summary>A manifest column, or a regular expression with one capture group over the relative path.</summary>
    public string? Group { get; init; }

    /// <summary>A manifest column, or a regular expression with one capture group over the relative path.</summary>
    public string? Label { get; init; }

    /// <summary>The label whose probability is reported; with more than two labels, it against all others.</summary>
    public string? Positive { get; init; }

    /// <summary>Rate of the models' input; null: the data set's most common rate, at most 22050 Hz.</summary>
    public int? SampleRateHz
    {
        get;
        init => field = value is null or (>= LowestSampleRateHz and <= HighestSampleRateHz) ? value : throw new ArgumentOutOfRangeException(
            null, FormattableString.Invariant($"SampleRateHz must be between {LowestSampleRateHz} and {HighestSampleRateHz}, got {value}."));
    }

    /// <summary>Length that deep models read; null: the 95th percentile of the training part.</summary>
    public double? ClipSeconds
    {
        get;
        init => field = value is null or (> 0 and <= HighestClipSeconds) ? value : throw new ArgumentOutOfRangeException(
            null, FormattableString.Invariant($"ClipSeconds must be above 0 and at most {HighestClipSeconds}, got {value}."));
    }

    /// <summary>Goes on with the run in <see cref="OutputFolder"/>, which was killed or stopped: it ends with the same numbers as one that never was.</summary>
    public bool Resumes { get; init; }

    /// <summary>Writes the course of every deep model's training as TensorBoard reads it, beside the model.</summary>
    public bool TensorBoard { get; init; }

    /// <summary>The run's folder: new, empty, or one that an earlier run wrote, which is then replaced. Null: runs/&lt;time&gt;-&lt;data set&gt;.</summary>
    public string? OutputFolder { get; init; }

    private static int? RequirePositive(int? value, string name) => value is null or > 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be positive, got {value}.");
}
