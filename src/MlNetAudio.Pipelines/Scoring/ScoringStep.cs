using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Pipelines.Steps;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>path or samples → an artifact's answers.</summary>
internal sealed class ScoringStep : ModelStep
{
    private readonly OnnxAudioModel _model;

    public ScoringStep(DataViewSchema input, OnnxAudioModel model, AudioScoringOptions options) : base(input, model.Metadata, options, Columns(model.ClassCount)) => _model = model;

    public override RowBlock Open(DataViewRow row, bool skips) => new Block(_model, new(row, InputColumn, Reading), Options.BatchSize, skips);

    private static DataViewSchema.DetachedColumn[] Columns(int classes)
    {
        var vector = new VectorDataViewType(NumberDataViewType.Single, classes);
        bool binary = classes == 2;
        return
        [
            new("Probabilities", vector),
            new("PredictedLabelName", TextDataViewType.Instance),
            new("Score", binary ? NumberDataViewType.Single : vector),
            new("Probability", binary ? NumberDataViewType.Single : vector),
            new("PredictedLabel", binary ? BooleanDataViewType.Instance : NumberDataViewType.Int32),
        ];
    }

    private sealed class Block(OnnxAudioModel model, ClipColumn clips, int? batchSize, bool skips) : RowBlock(clips)
    {
        private readonly ScoreTable _answers = new(model.ClassCount);
        private readonly ReadOnlyMemory<char>[] _names = [.. model.Metadata.Labels.Select(label => label.AsMemory())];

        public override void Compute()
        {
            int[] rows = Load(skips);
            _answers.Reserve(Count);
            model.ScoreAll(rows, row => Clips[row], _answers, batchSize);
        }

        public override Delegate Getter(DataViewSchema.Column column, RowPlace place) => (column.Name, model.ClassCount == 2) switch
        {
            ("Probabilities", _) or ("Probability", false) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Vectors.Copy(_answers.ProbabilitiesOf(place.Index), ref value)),
            ("Score", false) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Vectors.Copy(_answers.ScoresOf(place.Index), ref value)),
            ("PredictedLabelName", _) => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = _names[_answers.Labels[place.Index]]),
            ("Score", true) => (ValueGetter<float>)((ref float value) => value = _answers.Scores[place.Index]),
            ("Probability", true) => (ValueGetter<float>)((ref float value) => value = _answers.Probabilities[2 * place.Index + 1]),
            ("PredictedLabel", true) => (ValueGetter<bool>)((ref bool value) => value = _answers.Labels[place.Index] == 1),
            _ => (ValueGetter<int>)((ref int value) => value = _answers.Labels[place.Index]),
        };
    }
}
