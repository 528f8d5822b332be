using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>The estimator behind <see cref="ScoreAudioCatalog.ScoreAudio"/>. Fitting learns nothing: it opens the model, which its transformer then owns.</summary>
public sealed class AudioScoringEstimator : IEstimator<AudioScoringTransformer>
{
    private readonly string _modelPath;
    private readonly int _classCount;
    private readonly AudioScoringOptions _options;

    internal AudioScoringEstimator(string modelPath, AudioScoringOptions options) =>
        (_modelPath, _classCount, _options) = (modelPath, AudioArtifact.ReadMetadata(modelPath).Labels.Count, options);

    /// <param name="input">Not read.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime refuses the model; the message names the file and the reason.</exception>
    public AudioScoringTransformer Fit(IDataView input) => new(new OnnxAudioModel(_modelPath), _options);

    /// <exception cref="ArgumentException">The input column is missing, or neither text nor a vector of Single.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        // A SchemaShape column cannot be made outside ML.NET, so a custom mapping with the same output columns announces ours.
        var context = new MLContext(seed: 0);
        bool found = inputSchema.Any(column => column.Name == _options.InputColumnName);
        if (!found)
            throw new ArgumentException($"Could not find the input column '{_options.InputColumnName}'; the schema has {string.Join(", ", inputSchema.Select(column => column.Name))}.", nameof(inputSchema));
        return _classCount == 2
            ? context.Transforms.CustomMapping<NoColumns, BinaryColumns>((_, _) => { }, null, null, WithVectorSize<BinaryColumns>(nameof(BinaryColumns.Probabilities))).GetOutputSchema(inputSchema)
            : context.Transforms.CustomMapping<NoColumns, MulticlassColumns>((_, _) => { }, null, null,
                WithVectorSize<MulticlassColumns>(nameof(MulticlassColumns.Probabilities), nameof(MulticlassColumns.Probability), nameof(MulticlassColumns.Score))).GetOutputSchema(inputSchema);
    }

    private SchemaDefinition WithVectorSize<T>(params string[] columns)
    {
        var definition = SchemaDefinition.Create(typeof(T));
        foreach (string column in columns) definition[column].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _classCount);
        return definition;
    }

    private sealed class NoColumns;

    private sealed class BinaryColumns
    {
        public float[] Probabilities { get; set; } = [];

        public string PredictedLabelName { get; set; } = "";

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class MulticlassColumns
    {
        public float[] Probabilities { get; set; } = [];

        public string PredictedLabelName { get; set; } = "";

        public float[] Score { get; set; } = [];

        public float[] Probability { get; set; } = [];

        public int PredictedLabel { get; set; }
    }
}
