using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Learns from a score column how probable the positive class is; its transformer adds the column Probability.</summary>
public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>
    where TICalibrator : class, ICalibrator
{
    private protected CalibratorEstimatorBase(IHostEnvironment env, string labelColumn, string scoreColumn, string weightColumn)
    {
        ArgumentException.ThrowIfNullOrEmpty(scoreColumn);
        Environment = env;
        (LabelColumnName, ScoreColumnName, WeightColumnName) = (labelColumn, scoreColumn, weightColumn);
    }

    private protected IHostEnvironment Environment { get; }

    private protected string LabelColumnName { get; }

    private protected string ScoreColumnName { get; }

    private protected string WeightColumnName { get; }

    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckInputSchema(SchemaShape.Create(input.Schema));
        return FitScores(input);
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckInputSchema(inputSchema);
        return inputSchema.With(new SchemaShape.Column("Probability", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false));
    }

    private protected abstract CalibratorTransformer<TICalibrator> FitScores(IDataView input);

    /// <summary>The rows with a finite score and weight.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    private protected CalibrationRows ReadRows(IDataView input) => CalibrationRows.Read(input, LabelColumnName, ScoreColumnName, WeightColumnName);

    private void CheckInputSchema(SchemaShape inputSchema)
    {
        Check(ScoreColumnName, "score", NumberDataViewType.Single);
        Check(WeightColumnName, "weight", NumberDataViewType.Single);
        Check(LabelColumnName, "label", BooleanDataViewType.Instance);

        void Check(string name, string role, DataViewType type)
        {
            if (name is null) return;
            var expected = new SchemaShape.Column(name, SchemaShape.Column.VectorKind.Scalar, type, false);
            var actual = inputSchema.Find(name, role);
            if (!expected.IsCompatibleWith(actual)) throw SchemaMismatch.Type(nameof(inputSchema), role, name, expected.GetTypeString(), actual.GetTypeString());
        }
    }
}
