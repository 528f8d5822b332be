namespace Microsoft.ML.Data;

/// <summary>A model of several classes bound to a schema.</summary>
internal sealed class MulticlassScoreMapper : RowMapper
{
    private readonly IClassScorer _model;
    private readonly DataViewSchema.Column _features;
    private readonly int _featureCount;

    /// <param name="featureType">What the model was trained on.</param>
    public MulticlassScoreMapper(DataViewSchema input, IClassScorer model, string featureColumnName, DataViewType featureType, ClassNames classes) : base(input)
    {
        _model = model;
        _features = FeatureVectors.Find(input, featureColumnName, featureType);
        _featureCount = ((VectorDataViewType)featureType).Size;
        uint set = ScoreAnnotations.NextSet(input);
        AddedColumns =
        [
            ScoreAnnotations.Column("PredictedLabel", new KeyDataViewType(typeof(uint), classes.Count), set, ScoreAnnotations.Multiclass, classes.KeyValues),
            ScoreAnnotations.Column("Score", new VectorDataViewType(NumberDataViewType.Single, classes.Count), set, ScoreAnnotations.Multiclass, classes.SlotNames()),
        ];
    }

    protected override IReadOnlyList<DataViewSchema.DetachedColumn> AddedColumns { get; }

    protected override IEnumerable<DataViewSchema.Column> GetDependencies(bool[] active) => [_features];

    public override Delegate[] CreateGetters(DataViewRow input, bool[] active)
    {
        var read = FeatureVectors.Reader(input, _features, _featureCount);
        float[] scores = new float[_model.ClassCount];
        var update = OncePerRow(input, () => _model.Score(read(), scores));

        ValueGetter<uint> getLabel = (ref uint value) =>
        {
            update();
            value = BestClass(scores);
        };
        ValueGetter<VBuffer<float>> getScore = (ref VBuffer<float> value) =>
        {
            update();
            VBuffer<float>.Copy(scores, 0, ref value, scores.Length);
        };
        return [getLabel, getScore];
    }

    /// <summary>The key of the first of the highest scores; missing (0) where one is not a number.</summary>
    private static uint BestClass(float[] scores)
    {
        int best = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i])) return 0;
            if (scores[i] > scores[best]) best = i;
        }
        return (uint)best + 1;
    }
}
