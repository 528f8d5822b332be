using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>One classifier a class, each telling its class from all others.</summary>
public sealed class OneVersusAllTrainer : MetaMulticlassTrainer<MulticlassPredictionTransformer<OneVersusAllModelParameters>, OneVersusAllModelParameters>
{
    private readonly IHostEnvironment _env;
    private readonly IEstimator<ISingleFeaturePredictionTransformer<object>> _binary;
    private readonly string _labelColumn;
    private readonly bool _missingAreNegative;
    private readonly IEstimator<ISingleFeaturePredictionTransformer<ICalibrator>> _calibrator;
    private readonly int _maximumCalibrationRows;
    private readonly bool _useProbabilities;

    /// <param name="binaryEstimator">Its label column must have the name given here.</param>
    internal OneVersusAllTrainer(
        IHostEnvironment env, IEstimator<ISingleFeaturePredictionTransformer<object>> binaryEstimator, string labelColumnName, bool imputeMissingLabelsAsNegative,
        IEstimator<ISingleFeaturePredictionTransformer<ICalibrator>> calibrator, int maximumCalibrationExampleCount, bool useProbabilities)
    {
        ArgumentNullException.ThrowIfNull(binaryEstimator);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumCalibrationExampleCount);
        (_env, _binary, _labelColumn, _missingAreNegative) = (env, binaryEstimator, labelColumnName, imputeMissingLabelsAsNegative);
        _calibrator = calibrator ?? new PlattCalibratorEstimator(env, labelColumnName);
        (_maximumCalibrationRows, _useProbabilities) = (maximumCalibrationExampleCount, useProbabilities);
    }

    /// <summary>Models that know no probability are calibrated on the training rows, unless the raw scores shall decide.</summary>
    public override MulticlassPredictionTransformer<OneVersusAllModelParameters> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var data = new DataOperationsCatalog(_env).Cache(input);
        int classes = ClassCount(data);
        var models = new IScorer[classes];
        ISingleFeaturePredictionTransformer<object> last = null;
        for (int k = 0; k < classes; k++)
        {
            IDataView labelled = ClassLabels.View(data, _labelColumn, (uint)k + 1, _missingAreNegative);
            last = _binary.Fit(labelled);
            models[k] = (IScorer)last.Model;
            if (!_useProbabilities || models[k] is ICalibratedScorer) continue;
            var scored = new DataOperationsCatalog(_env).TakeRows(last.Transform(labelled), _maximumCalibrationRows);
            models[k] = new CalibratedScorer(models[k], _calibrator.Fit(scored).Model);
        }
        return new(_env, new(models, _useProbabilities), input.Schema, last.FeatureColumnName, _labelColumn);
    }

    private protected override SchemaShape OutputSchema(SchemaShape inputSchema)
    {
        var expected = LabelColumns.Key(_labelColumn);
        var label = inputSchema.Find(_labelColumn, "label");
        if (!expected.IsCompatibleWith(label)) throw SchemaMismatch.Type(nameof(inputSchema), "label", _labelColumn, expected.GetTypeString(), label.GetTypeString());
        _binary.GetOutputSchema(inputSchema.With(LabelColumns.Boolean(_labelColumn)));
        return inputSchema.With(ScoreAnnotations.MulticlassShapes(inputSchema, _labelColumn));
    }

    private int ClassCount(IDataView data)
    {
        ulong declared = ((KeyDataViewType)data.Schema[_labelColumn].Type).Count;
        return (int)(declared < 1 << 24 ? declared : ColumnReader.Read<uint>(data, _labelColumn).Max());
    }
}
