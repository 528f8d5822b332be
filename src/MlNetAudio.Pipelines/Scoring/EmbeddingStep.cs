using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Pipelines.Steps;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>path or samples → embedding.</summary>
internal sealed class EmbeddingStep : ModelStep
{
    private readonly EmbeddingModel _model;

    public EmbeddingStep(DataViewSchema input, EmbeddingModel model, string outputColumnName, AudioScoringOptions options)
        : base(input, model.Metadata, options, [new(outputColumnName, new VectorDataViewType(NumberDataViewType.Single, model.Size))]) => _model = model;

    public override RowBlock Open(DataViewRow row, bool skips) => new Block(_model, new(row, InputColumn, Reading), Options.BatchSize, skips);

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
