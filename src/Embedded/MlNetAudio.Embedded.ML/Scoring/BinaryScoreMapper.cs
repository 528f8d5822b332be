namespace Microsoft.ML.Data;

/// <summary>A binary model bound to a schema.</summary>
internal sealed class BinaryScoreMapper : RowMapper
{
    private readonly IScorer _model;
    private readonly float _threshold;
    private readonly DataViewSchema.Column _features;
    private readonly int _featureCount;

    /// <param name="featureType">What the model was trained on.</param>
    public BinaryScoreMapper(DataViewSchema input, IScorer model, string featureColumnName, DataViewType featureType, float threshold) : base(input)
    {
        (_model, _threshold) = (model, threshold);
        _features = FeatureVectors.Find(input, featureColumnName, featureType);
        _featureCount = ((VectorDataViewType)featureType).Size;
        uint set = ScoreAnnotations.NextSet(input);
        DataViewSchema.DetachedColumn label = ScoreAnnotations.Column("PredictedLabel", BooleanDataViewType.Instance, set);
        DataViewSchema.DetachedColumn score = ScoreAnnotations.Column("Score", NumberDataViewType.Single, set);
        AddedColumns = model is ICalibratedScorer ? [label, score, ScoreAnnotations.Column("Probability", NumberDataViewType.Single, set)] : [label, score];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => [_features];

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
    {
        var read = FeatureVectors.Reader(input, _features, _featureCount);
        float score = 0;
        var update = OncePerRow(input, () => score = _model.Score(read()));

        ValueGetter<bool> getLabel = (ref bool value) =>
        {
            update();
            value = score > _threshold;
        };
        ValueGetter<float> getScore = (ref float value) =>
        {
            update();
            value = score;
        };
        if (_model is not ICalibratedScorer calibrated) return [getLabel, getScore];
        ValueGetter<float> getProbability = (ref float value) =>
        {
            update();
            value = calibrated.PredictProbability(score);
        };
        return [getLabel, getScore, getProbability];
    }
}
