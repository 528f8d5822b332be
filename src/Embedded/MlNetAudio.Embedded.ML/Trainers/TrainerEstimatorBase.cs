using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>A trainer: features (Vector&lt;Single&gt;) and labels in, a prediction transformer out.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;

    public readonly SchemaShape.Column LabelColumn;

    /// <summary>Default when the rows are not weighted.</summary>
    public readonly SchemaShape.Column WeightColumn;

    /// <param name="weightColumnName">Null when the trainer cannot weight rows or shall not.</param>
    private protected TrainerEstimatorBase(IHostEnvironment env, string featureColumnName, SchemaShape.Column labelColumn, string weightColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName, nameof(TrainerInputBase.FeatureColumnName));
        Environment = env;
        FeatureColumn = new(featureColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);
        LabelColumn = labelColumn;
        if (!string.IsNullOrEmpty(weightColumnName)) WeightColumn = new(weightColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false);
    }

    private protected IHostEnvironment Environment { get; }

    /// <summary>Trains on the rows whose features and weight are finite; the others are skipped with a warning in the log.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">No row can be used.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckInputSchema(SchemaShape.Create(input.Schema));
        return MakeTransformer(Train(input), input.Schema);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckInputSchema(inputSchema);
        return inputSchema.With(GetOutputColumns(inputSchema));
    }

    /// <summary>The rows of a view that has been checked, or is checked here.</summary>
    private protected TrainingSet ReadRows(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckInputSchema(SchemaShape.Create(input.Schema));
        return TrainingRows.Read(Environment, GetType().Name, input, FeatureColumn.Name, LabelColumn.Name, WeightColumn.Name);
    }

    /// <inheritdoc cref="ReadRows"/>
    private protected ClassTrainingSet ReadClasses(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckInputSchema(SchemaShape.Create(input.Schema));
        return TrainingRows.ReadClasses(Environment, GetType().Name, input, FeatureColumn.Name, LabelColumn.Name, WeightColumn.Name);
    }

    private protected abstract TModel Train(IDataView input);

    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    /// <param name="inputSchema">What the trainer will be fitted on.</param>
    private protected abstract IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema);

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
