using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>Dual coordinate ascent for two classes.</summary>
public abstract class SdcaBinaryTrainerBase<TModelParameters>
    : SdcaTrainerBase<SdcaBinaryTrainerBase<TModelParameters>.BinaryOptionsBase, BinaryPredictionTransformer<TModelParameters>, TModelParameters>
    where TModelParameters : class
{
    private readonly ISupportSdcaClassificationLoss _loss;

    private protected SdcaBinaryTrainerBase(IHostEnvironment env, BinaryOptionsBase options, ISupportSdcaClassificationLoss loss)
        : base(env, options, LabelColumns.Boolean(options.LabelColumnName))
    {
        ArgumentNullException.ThrowIfNull(loss, nameof(options));
        CheckThat(options.PositiveInstanceWeight > 0, nameof(options.PositiveInstanceWeight), "positive");
        _loss = loss;
    }

    private protected override TModelParameters Train(IDataView input)
    {
        var (point, passes) = SdcaFit.Fit(ReadRows(input), _loss, Settings(TrainerOptions.PositiveInstanceWeight));
        Environment.Info(GetType().Name, string.Create(CultureInfo.InvariantCulture, $"Ended after {passes} passes."));
        float[] solution = Array.ConvertAll(point, value => (float)value);
        return MakeModel(new(solution[1..], solution[0]));
    }

    private protected abstract TModelParameters MakeModel(LinearBinaryModelParameters linear);

    private protected override BinaryPredictionTransformer<TModelParameters> MakeTransformer(TModelParameters model, DataViewSchema trainSchema) =>
        new(Environment, model, trainSchema, FeatureColumn.Name);

    public class BinaryOptionsBase : OptionsBase
    {
        internal BinaryOptionsBase()
        {
        }

        /// <summary>How much more a positive row counts than a negative one.</summary>
        public float PositiveInstanceWeight = 1;
    }
}
