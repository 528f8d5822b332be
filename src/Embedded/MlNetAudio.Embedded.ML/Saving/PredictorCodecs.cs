using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Training;

namespace Microsoft.ML.Data;

/// <summary>Prediction steps, their models and calibrators, in a model file.</summary>
internal static class PredictorCodecs
{
    public static IEnumerable<ComponentCodec> All =>
    [
        Binary<LinearBinaryModelParameters>("binary-linear"),
        Binary<FastForestBinaryModelParameters>("binary-forest"),
        Binary<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>("binary-linear-calibrated"),
        Binary<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>("binary-trees-calibrated"),
        Multiclass<MaximumEntropyModelParameters>("classes-linear"),
        Multiclass<OneVersusAllModelParameters>("classes-one-versus-all"),
        Calibration<PlattCalibrator>("calibration-platt", (reader, calibrator, column) => new PlattCalibratorTransformer(reader.Environment, calibrator, column)),
        Calibration<NaiveCalibrator>("calibration-naive", (reader, calibrator, column) => new NaiveCalibratorTransformer(reader.Environment, calibrator, column)),
        Calibration<IsotonicCalibrator>("calibration-isotonic", (reader, calibrator, column) => new IsotonicCalibratorTransformer(reader.Environment, calibrator, column)),
        ComponentCodec.Of<LinearBinaryModelParameters>("linear",
            (writer, model) =>
            {
                writer.Values(model.Weights);
                writer.Single(model.Bias);
            },
            reader => new(reader.Values<float>(), reader.Single())),
        ComponentCodec.Of<FastForestBinaryModelParameters>("forest", (writer, model) => Trees(writer, model), reader => new(Trees(reader))),
        ComponentCodec.Of<FastTreeBinaryModelParameters>("trees", (writer, model) => Trees(writer, model), reader => new(Trees(reader))),
        Calibrated<LinearBinaryModelParameters>("linear-calibrated"),
        Calibrated<FastTreeBinaryModelParameters>("trees-calibrated"),
        ComponentCodec.Of<MaximumEntropyModelParameters>("maximum-entropy",
            (writer, model) =>
            {
                writer.Values(model.Biases);
                writer.List(model.ClassWeights, writer.Values);
            },
            reader =>
            {
                float[] biases = reader.Values<float>();
                return new(reader.List(reader.Values<float>), biases);
            }),
        ComponentCodec.Of<OneVersusAllModelParameters>("one-versus-all",
            (writer, model) =>
            {
                writer.Bool(model.UsesProbabilities);
                writer.List(model.Models, writer.Component);
            },
            reader =>
            {
                bool probabilities = reader.Bool();
                return new(reader.List(reader.Component<IScorer>), probabilities);
            }),
        ComponentCodec.Of<CalibratedScorer>("calibrated",
            (writer, model) =>
            {
                writer.Component(model.Model);
                writer.Component(model.Calibrator);
            },
            reader => new(reader.Component<IScorer>(), reader.Component<ICalibrator>())),
        ComponentCodec.Of<PlattCalibrator>("platt",
            (writer, calibrator) =>
            {
                writer.Double(calibrator.Slope);
                writer.Double(calibrator.Offset);
            },
            reader => new(reader.Double(), reader.Double())),
        ComponentCodec.Of<NaiveCalibrator>("naive",
            (writer, calibrator) =>
            {
                writer.Single(calibrator.Lowest);
                writer.Single(calibrator.BinSize);
                writer.Values(calibrator.Shares);
            },
            reader => new(reader.Single(), reader.Single(), reader.Values<float>())),
        ComponentCodec.Of<IsotonicCalibrator>("isotonic",
            (writer, calibrator) =>
            {
                writer.Values(calibrator.Starts);
                writer.Values(calibrator.Ends);
                writer.Values(calibrator.Values);
            },
            reader => new(reader.Values<float>(), reader.Values<float>(), reader.Values<float>())),
    ];

    private static ComponentCodec Binary<TModel>(string tag) where TModel : class => ComponentCodec.Of<BinaryPredictionTransformer<TModel>>(tag,
        (writer, step) =>
        {
            Feature(writer, step);
            writer.Single(step.Threshold);
            writer.Component(step.Model);
        },
        reader =>
        {
            var (schema, feature) = Feature(reader);
            float threshold = reader.Single();
            return new(reader.Environment, reader.Component<TModel>(), schema, feature, threshold);
        });

    private static ComponentCodec Multiclass<TModel>(string tag) where TModel : class => ComponentCodec.Of<MulticlassPredictionTransformer<TModel>>(tag,
        (writer, step) =>
        {
            Feature(writer, step);
            writer.Int(step.Classes.Count);
            writer.Annotations(step.Classes.KeyValues);
            writer.Component(step.Model);
        },
        reader =>
        {
            var (schema, feature) = Feature(reader);
            var classes = new ClassNames(reader.Int(), reader.Annotations());
            return new(reader.Environment, reader.Component<TModel>(), schema, feature, classes);
        });

    private static ComponentCodec Calibration<TCalibrator>(string tag, Func<ModelReader, TCalibrator, string, CalibratorTransformer<TCalibrator>> make)
        where TCalibrator : class, ICalibrator => ComponentCodec.Of<CalibratorTransformer<TCalibrator>>(tag,
        (writer, step) =>
        {
            writer.Text(((ISingleFeaturePredictionTransformer<TCalibrator>)step).FeatureColumnName);
            writer.Component(((IPredictionTransformer<TCalibrator>)step).Model);
        },
        reader =>
        {
            string column = reader.Text();
            return make(reader, reader.Component<TCalibrator>(), column);
        });

    private static ComponentCodec Calibrated<TModel>(string tag) where TModel : class => ComponentCodec.Of<CalibratedModelParametersBase<TModel, PlattCalibrator>>(tag,
        (writer, model) =>
        {
            writer.Component(model.SubModel);
            writer.Component(model.Calibrator);
        },
        reader => new CalibratedModelParameters<TModel, PlattCalibrator>(reader.Component<TModel>(), reader.Component<PlattCalibrator>()));

    private static void Feature<TModel>(ModelWriter writer, SingleFeaturePredictionTransformerBase<TModel> step) where TModel : class
    {
        writer.Text(step.FeatureColumnName);
        writer.Type(step.FeatureColumnType);
    }

    /// <summary>All that scoring asks of the training schema: the column of features.</summary>
    private static (DataViewSchema Schema, string Name) Feature(ModelReader reader)
    {
        string name = reader.Text();
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(name, reader.Type());
        return (builder.ToSchema(), name);
    }

    private static void Trees(ModelWriter writer, TreeEnsembleModelParameters model) => writer.List(model.Sum.Trees, tree =>
    {
        writer.Values(tree.LeftChildren);
        writer.Values(tree.RightChildren);
        writer.Values(tree.SplitFeatures);
        writer.Values(tree.Thresholds);
        writer.Values(tree.SplitGains);
        writer.Values(tree.LeafValues);
    });

    private static GrownTree[] Trees(ModelReader reader) => reader.List(() =>
    {
        var tree = new GrownTree(reader.Values<int>(), reader.Values<int>(), reader.Values<int>(), reader.Values<float>(), reader.Values<double>(), reader.Values<double>());
        return tree.IsConsistent() ? tree : throw new InvalidDataException("The model is damaged: a tree of it does not hold together.");
    });
}
