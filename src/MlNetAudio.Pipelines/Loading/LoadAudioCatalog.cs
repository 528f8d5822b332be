using MlNetAudio.Datasets;
using MlNetAudio.Pipelines.Loading;
using MlNetAudio.Pipelines.Steps;

namespace Microsoft.ML;

/// <summary>Recordings as data and as a step of any ML.NET pipeline.</summary>
public static class LoadAudioCatalog
{
    /// <summary>
    /// The recordings of a folder of class folders, or of a manifest, a row each, in ordinal order of their relative paths (of a manifest in its own). Columns: Path (absolute), RelativePath, Label (text, or
    /// Boolean with a positive label), LabelName, Group, Split (train, validation, test, or empty) and the columns of the manifest that are asked for.
    /// </summary>
    /// <param name="path">A folder of class folders, a folder with manifest.csv (or index.csv), or a .csv manifest. A recording directly in a folder has the label "".</param>
    /// <remarks>
    /// Every pass walks the folder or manifest anew and holds one recording and the names of its folder: neither audio nor a list of all files is in memory. No recording is opened: one that is missing or broken
    /// is found by the step that reads it. Data.TrainTestSplit(..., samplingKeyColumnName: "Group") keeps groups on one side.
    /// </remarks>
    /// <exception cref="DatasetException">There is no such folder or manifest, it has no column of paths, or a column that is asked for is missing; a malformed row of a manifest ends the pass with its line.</exception>
    public static IDataView LoadAudio(this DataOperationsCatalog data, string path, AudioDataOptions? options = null)
    {
        options ??= new();
        var recordings = RecordingSource.Open(path, new() { Label = options.Label, Group = options.Group });
        if (options.Columns.FirstOrDefault(column => !recordings.Columns.Contains(column, StringComparer.OrdinalIgnoreCase)) is { } missing)
            throw new DatasetException($"{path}: there is no column '{missing}'; {(recordings.Columns.Count == 0 ? "there is no manifest" : $"the columns are {string.Join(", ", recordings.Columns)}")}.");
        return new RecordingDataView(recordings, options);
    }

    /// <summary>
    /// Reads recordings, mixes them to mono and resamples them: adds mono samples in −1..1, Vector&lt;Single, ClipSamples&gt;, or Vector&lt;Single&gt; of any length where no clip length is given.
    /// </summary>
    /// <param name="inputColumnName">A text column: paths of recordings.</param>
    /// <remarks>
    /// Recordings are read some rows ahead over all cores, in every pass anew; put Data.Cache behind the features of them where they are read often. Nothing is read before a cursor asks. What is done about a
    /// recording that cannot be read, options.Unreadable says.
    /// </remarks>
    /// <exception cref="ArgumentException">From Fit: the input column is missing or no text.</exception>
    public static IEstimator<ITransformer> LoadAudio(this TransformsCatalog transforms, AudioLoadingOptions options, string outputColumnName = "Samples", string inputColumnName = "Path")
    {
        ArgumentNullException.ThrowIfNull(options);
        var reading = new RecordingReading(new(options.SampleRateHz), options.ClipSamples, options.Unreadable, options.Skipped, options.Reader);
        return new StepEstimator(
            inputColumnName,
            schema => AnnouncedColumns.Vector(schema, outputColumnName, isFixed: options.ClipSamples is not null),
            _ => new StepTransformer("A step that loads recordings", input => new LoadingStep(input, outputColumnName, inputColumnName, reading)));
    }
}
