using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A linear classifier with any loss that has a dual, such as a support vector machine (<see cref="HingeLoss"/>); no probability.</summary>
public sealed class SdcaNonCalibratedBinaryTrainer : SdcaBinaryTrainerBase<LinearBinaryModelParameters>
{
    internal SdcaNonCalibratedBinaryTrainer(IHostEnvironment env, Options options) : base(env, options, options.LossFunction)
    {
    }

    private protected override LinearBinaryModelParameters MakeModel(LinearBinaryModelParameters linear) => linear;

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema) => ScoreAnnotations.BinaryShapes(calibrated: false);

    public sealed class Options : BinaryOptionsBase
    {
        /// <summary>A <see cref="LogLoss"/> by default.</summary>
        public ISupportSdcaClassificationLoss LossFunction { get; set; } = new LogLoss();
    }
}
