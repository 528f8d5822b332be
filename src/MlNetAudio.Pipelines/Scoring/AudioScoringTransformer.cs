using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Pipelines.Steps;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>
/// Adds an artifact's answers to rows of recordings. Holds the model open in ONNX Runtime until it is disposed, by itself or by the chain or prediction engine
/// that it is part of; views that it made give no more answers then. It cannot be saved in an ML.NET .zip: the artifact is the saved form.
/// </summary>
public sealed class AudioScoringTransformer : ITransformer, IDisposable
{
    private readonly AudioScoringOptions _options;

    internal AudioScoringTransformer(OnnxAudioModel model, AudioScoringOptions options) => (Model, _options) = (model, options);

    /// <summary>The model itself: its metadata, its card, clips scored without a view.</summary>
    public OnnxAudioModel Model { get; }

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Step(inputSchema).Schema;

    /// <exception cref="ArgumentException">The input column is missing, or neither text nor a vector of Single.</exception>
    public IDataView Transform(IDataView input) => new StepDataView(input, Step(input.Schema));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new StepRowMapper(Step(inputSchema));

    /// <exception cref="NotSupportedException">Always.</exception>
    public void Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("An audio scoring step is not saved in an ML.NET model file: keep model.onnx and build the step again with ScoreAudio(path).");

    public void Dispose() => Model.Dispose();

    private ScoringStep Step(DataViewSchema input) => new(input, Model, _options);
}
