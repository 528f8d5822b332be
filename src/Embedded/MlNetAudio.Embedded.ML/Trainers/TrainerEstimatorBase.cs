using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>A trainer of binary classifiers: features (Vector&lt;Single&gt;) and labels (Boolean) in, a prediction transformer out.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;

    public readonly SchemaShape.Column LabelColumn;

    /// <summary>Default when the rows are not weighted.</summary>
    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(IHostEnvironment env, TrainerInputBaseWithWeight options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.FeatureColumnName, nameof(options.FeatureColumnName));
        ArgumentException.ThrowIfNullOrEmpty(options.LabelColumnName, nameof(options.LabelColumnName));
        Environment = env;
        FeatureColumn = new(options.FeatureColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);
        LabelColumn = new(options.LabelColumnName, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);
        if (!string.IsNullOrEmpty(options.ExampleWeightColumnName))
            WeightColumn = new(options.ExampleWeightColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false);
    }

    private protected IHostEnvironment Environment { get; }

    /// <summary>Trains on the rows whose features and weight are finite; the others are skipped with a warning in the log.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">No row can be used.</exception>
    public TTransformer Fit(IDataView input)
    {
        var rows = ReadRows(input);
        return MakeTransformer(Train(rows), input.Schema);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckInputSchema(inputSchema);
        return inputSchema.With(GetOutputColumns());
    }

    private protected TrainingSet ReadRows(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckInputSchema(SchemaShape.Create(input.Schema));
        return TrainingRows.Read(Environment, GetType().Name, input, FeatureColumn.Name, LabelColumn.Name, WeightColumn.Name);
    }

    private protected abstract TModel Train(TrainingSet rows);

    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    private protected abstract IEnumerable<SchemaShape.Column> GetOutputColumns();

    private void CheckInputSchema(SchemaShape inputSchema)
    {
        Check(FeatureColumn, "feature");
        if (WeightColumn.Name is not null) Check(WeightColumn, "weight");
        Check(LabelColumn, "label");

        void Check(SchemaShape.Column expected, string role)
        {
            var actual = inputSchema.Find(expected.Name, role);
            if (!expected.IsCompatibleWith(actual))
                throw SchemaMismatch.Type(nameof(inputSchema), role, expected.Name, expected.GetTypeString(), actual.GetTypeString());
        }
    }
}
