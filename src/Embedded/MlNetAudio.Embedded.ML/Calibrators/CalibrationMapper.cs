using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Probability of each row's score.</summary>
internal sealed class CalibrationMapper : RowMapper
{
    private readonly ICalibrator _calibrator;
    private readonly DataViewSchema.Column _score;

    public CalibrationMapper(DataViewSchema input, ICalibrator calibrator, string scoreColumnName) : base(input)
    {
        _calibrator = calibrator;
        _score = input.GetColumnOrNull(scoreColumnName)
            ?? throw new InvalidOperationException($"The data to calibrate contains no '{scoreColumnName}' column.");
        if (!NumberDataViewType.Single.Equals(_score.Type))
            throw SchemaMismatch.Type(nameof(input), "score", scoreColumnName, NumberDataViewType.Single.ToString(), _score.Type.ToString());
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; } = [Probability()];

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => [_score];

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
    {
        var getScore = input.GetGetter<float>(input.Schema[_score.Index]);
        ValueGetter<float> probability = (ref float value) =>
        {
            float score = 0;
            getScore(ref score);
            value = _calibrator.PredictProbability(score);
        };
        return [probability];
    }

    private static DataViewSchema.DetachedColumn Probability()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return new(nameof(Probability), NumberDataViewType.Single, annotations.ToAnnotations());
    }
}
