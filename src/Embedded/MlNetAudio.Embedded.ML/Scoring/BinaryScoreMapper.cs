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
        _features = SchemaMismatch.Find(input, featureColumnName, "feature");
        if (!featureType.Equals(_features.Type))
            throw new InvalidOperationException($"Incompatible features column type: '{_features.Type}' vs '{featureType}' of column '{featureColumnName}' in training.");
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
        var getFeatures = input.GetGetter<VBuffer<float>>(input.Schema[_features.Index]);
        VBuffer<float> vector = default;
        float[] dense = new float[_featureCount];
        float score = 0;
        var update = OncePerRow(input, () =>
        {
            getFeatures(ref vector);
            if (vector.Length != _featureCount)
                throw new InvalidOperationException($"Column '{_features.Name}' has {vector.Length} values in row {input.Position}, but the model was trained on {_featureCount}.");
            vector.CopyTo(dense);
            score = _model.Score(dense);
        });

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
