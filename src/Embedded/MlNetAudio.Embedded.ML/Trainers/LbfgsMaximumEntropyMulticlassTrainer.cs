using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>Softmax regression (maximum entropy) of several classes. Same rows, same weights, on every machine.</summary>
public sealed class LbfgsMaximumEntropyMulticlassTrainer
    : LbfgsTrainerBase<LbfgsMaximumEntropyMulticlassTrainer.Options, MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>
{
    internal LbfgsMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options) : base(env, options, LabelColumns.Key(options.LabelColumnName))
    {
    }

    /// <summary>Goes on from a trained model.</summary>
    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(IDataView trainData, MaximumEntropyModelParameters modelParameters)
    {
        ArgumentNullException.ThrowIfNull(modelParameters);
        var rows = ReadClasses(trainData);
        float[] start = [.. modelParameters.Biases, .. modelParameters.ClassWeights.SelectMany(weights => weights)];
        if (start.Length != rows.ClassCount * (1 + rows.Columns) || modelParameters.Biases.Length != rows.ClassCount)
            throw new ArgumentException(
                $"The model has {modelParameters.Biases.Length} classes and {start.Length} weights, the data {rows.ClassCount} classes and {rows.Columns} features.", nameof(modelParameters));
        return MakeTransformer(Train(rows, Array.ConvertAll(start, value => (double)value)), trainData.Schema);
    }

    private protected override MaximumEntropyModelParameters Train(IDataView input) => Train(ReadClasses(input), null);

    private MaximumEntropyModelParameters Train(ClassTrainingSet rows, double[] start) =>
        MaximumEntropyModelParameters.Of(LogisticRegressionFit.Fit(rows, TrainerOptions.ToSettings(), start), rows.ClassCount);

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> MakeTransformer(MaximumEntropyModelParameters model, DataViewSchema trainSchema) =>
        new(Environment, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema) => ScoreAnnotations.MulticlassShapes(inputSchema, LabelColumn.Name);

    public sealed class Options
        : LbfgsTrainerBase<Options, MulticlassPredictionTransformer<MaximumEntropyModelParameters>, MaximumEntropyModelParameters>.OptionsBase
    {
    }
}
