using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using CalibratedLinearModel =
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Microsoft.ML.Trainers;

/// <summary>Logistic regression by dual coordinate ascent: P(positive) = 1 / (1 + exp(−score)), calibrated by nature.</summary>
public sealed class SdcaLogisticRegressionBinaryTrainer : SdcaBinaryTrainerBase<CalibratedLinearModel>
{
    internal SdcaLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options) : base(env, options, new LogLoss())
    {
    }

    private protected override CalibratedLinearModel MakeModel(LinearBinaryModelParameters linear) =>
        new CalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(linear, new(slope: -1, offset: 0));

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema) => ScoreAnnotations.BinaryShapes(calibrated: true);

    public sealed class Options : BinaryOptionsBase
    {
    }
}
