using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Pipelines.Loading;
using MlNetAudio.Pipelines.Steps;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>path or samples → embedding.</summary>
internal sealed class EmbeddingStep : AudioStep
{
    private readonly EmbeddingModel _model;
    private readonly AudioScoringOptions _options;
    private readonly RecordingReading _reading;

    public EmbeddingStep(DataViewSchema input, EmbeddingModel model, string outputColumnName, AudioScoringOptions options)
        : base(input, options.InputColumnName, [new(outputColumnName, new VectorDataViewType(NumberDataViewType.Single, model.Size))])
    {
        ClipColumn.RequireClips(InputColumn);
        (_model, _options) = (model, options);
        _reading = new(ClipFormat.Of(model.Metadata), model.Metadata.ClipSamples, options.Unreadable, options.Skipped);
    }

    public override bool Skips => _reading.Skips && InputColumn.Type is TextDataViewType;

    public override int? RowsAhead => _options.RowsAhead;

    public override RowBlock Open(DataViewRow row, bool skips) => new Block(_model, new(row, InputColumn, _reading), _options.BatchSize, skips);

    private sealed class Block(EmbeddingModel model, ClipColumn clips, int? batchSize, bool skips) : RowBlock(clips)
    {
        private float[] _values = [];

        public override void Compute()
        {
            int[] rows = Load(skips);
            if (_values.Length < Count * model.Size) _values = new float[Count * model.Size];
            model.Extract(rows, row => Clips[row], _values, batchSize);
        }

        public override Delegate Getter(DataViewSchema.Column column, RowPlace place) =>
            (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Vectors.Copy(_values.AsSpan(place.Index * model.Size, model.Size), ref value));
    }
}
