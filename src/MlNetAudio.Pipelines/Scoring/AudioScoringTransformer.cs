using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>Adds an artifact's answers to rows of recordings. It cannot be saved in an ML.NET .zip: the artifact is the saved form.</summary>
internal sealed class AudioScoringTransformer(OnnxAudioModel model, AudioScoringOptions options) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new ScoredSchema(inputSchema, model, options).Schema;

    public IDataView Transform(IDataView input) => new ScoredDataView(input, new ScoredSchema(input.Schema, model, options), model, options);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new ScoredRowMapper(new ScoredSchema(inputSchema, model, options), model);

    public void Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("An audio scoring step is not saved in an ML.NET model file: keep model.onnx and build the step again with ScoreAudio(path).");
}
