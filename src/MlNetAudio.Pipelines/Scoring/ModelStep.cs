using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Loading;
using MlNetAudio.Pipelines.Steps;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>path or samples → what a model makes of the clip: recordings are read at the model's rate and length, and skipped as the options say.</summary>
internal abstract class ModelStep : AudioStep
{
    protected ModelStep(DataViewSchema input, ArtifactMetadata model, AudioScoringOptions options, DataViewSchema.DetachedColumn[] columns) : base(input, options.InputColumnName, columns)
    {
        ClipColumn.RequireClips(InputColumn);
        Options = options;
        Reading = new(ClipFormat.Of(model), model.ClipSamples, options.Unreadable, options.Skipped);
    }

    public override bool Skips => Reading.Skips && InputColumn.Type is TextDataViewType;

    public override int? RowsAhead => Options.RowsAhead;

    protected AudioScoringOptions Options { get; }

    protected RecordingReading Reading { get; }
}
