using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;
using CalibratedLinearModel =
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Microsoft.ML.Trainers;

/// <summary>Logistic regression: P(positive) = 1 / (1 + exp(−score)), calibrated by nature. Same rows, same weights, on every machine.</summary>
public sealed class LbfgsLogisticRegressionBinaryTrainer
    : LbfgsTrainerBase<LbfgsLogisticRegressionBinaryTrainer.Options, BinaryPredictionTransformer<CalibratedLinearModel>, CalibratedLinearModel>
{
    internal LbfgsLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options) : base(env, options, LabelColumns.Boolean(options.LabelColumnName))
    {
    }

    /// <summary>Goes on from a trained model.</summary>
    public BinaryPredictionTransformer<CalibratedLinearModel> Fit(IDataView trainData, LinearModelParameters modelParameters)
    {
        ArgumentNullException.ThrowIfNull(modelParameters);
        var rows = ReadRows(trainData);
        if (modelParameters.Weights.Count != rows.Columns)
            throw new ArgumentException($"The model has {modelParameters.Weights.Count} weights but column '{FeatureColumn.Name}' has {rows.Columns} features.", nameof(modelParameters));
        return MakeTransformer(Train(rows, [modelParameters.Bias, .. modelParameters.Weights]), trainData.Schema);
    }

    private protected override CalibratedLinearModel Train(IDataView input) => Train(ReadRows(input), null);

    private CalibratedLinearModel Train(TrainingSet rows, double[] start)
    {
        float[] solution = Array.ConvertAll(LogisticRegressionFit.Fit(rows, TrainerOptions.ToSettings(), start), value => (float)value);
        return new CalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(new(solution[1..], solution[0]), new(slope: -1, offset: 0));
    }

    private protected override BinaryPredictionTransformer<CalibratedLinearModel> MakeTransformer(CalibratedLinearModel model, DataViewSchema trainSchema) =>
        new(Environment, model, trainSchema, FeatureColumn.Name);

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema) => ScoreAnnotations.BinaryShapes(calibrated: true);

    public sealed class Options
        : LbfgsTrainerBase<Options, BinaryPredictionTransformer<CalibratedLinearModel>, CalibratedLinearModel>.OptionsBase
    {
    }
}
