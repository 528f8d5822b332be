using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>A linear classifier of two classes that moves by each row it gets wrong; no probability.</summary>
public sealed class AveragedPerceptronTrainer : AveragedLinearTrainer<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters>
{
    private readonly Options _options;

    internal AveragedPerceptronTrainer(IHostEnvironment env, Options options) : base(env, options, LabelColumns.Boolean(options.LabelColumnName)) => _options = options;

    private protected override LinearBinaryModelParameters Train(IDataView input)
    {
        var settings = new PerceptronSettings(
            _options.LearningRate, _options.DecreaseLearningRate, _options.L2Regularization, _options.NumberOfIterations, _options.InitialWeightsDiameter, _options.Shuffle,
            Environment.SeedOr(null));
        float[] point = Array.ConvertAll(AveragedPerceptronFit.Fit(ReadRows(input), _options.LossFunction ?? new HingeLoss(), settings), value => (float)value);
        return new(point[1..], point[0]);
    }

    private protected override BinaryPredictionTransformer<LinearBinaryModelParameters> MakeTransformer(LinearBinaryModelParameters model, DataViewSchema trainSchema) =>
        new(Environment, model, trainSchema, FeatureColumn.Name);

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema) => ScoreAnnotations.BinaryShapes(calibrated: false);

    public sealed class Options : AveragedLinearOptions
    {
        public Options() => NumberOfIterations = 10;

        /// <summary>A <see cref="HingeLoss"/> by default.</summary>
        public IClassificationLoss LossFunction { get; set; } = new HingeLoss();
    }
}
