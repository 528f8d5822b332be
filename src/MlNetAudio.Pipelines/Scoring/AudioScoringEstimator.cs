using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Steps;

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
        AudioStep.Require(inputSchema, _options.InputColumnName);
        return _classCount == 2
            ? AnnouncedColumns.Of<BinaryColumns>(inputSchema, definition => SetVectors(definition, nameof(BinaryColumns.Probabilities)))
            : AnnouncedColumns.Of<MulticlassColumns>(inputSchema, definition => SetVectors(
                definition, nameof(MulticlassColumns.Probabilities), nameof(MulticlassColumns.Probability), nameof(MulticlassColumns.Score)));
    }

    private void SetVectors(SchemaDefinition definition, params ReadOnlySpan<string> columns)
    {
        foreach (string column in columns) definition[column].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _classCount);
    }

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
