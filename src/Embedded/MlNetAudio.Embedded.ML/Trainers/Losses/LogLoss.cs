using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>log(1 + exp(−y·output)), y = ±1: that of logistic regression.</summary>
public sealed class LogLoss : ISupportSdcaClassificationLoss
{
    public double Loss(float output, float label) => LogisticLoss.OfMargin(label > 0 ? output : -output);

    public float Derivative(float output, float label) => (float)(label > 0 ? -LogisticLoss.Sigmoid(-output) : LogisticLoss.Sigmoid(output));

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => scaledFeaturesNormSquared;

    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        int sign = label > 0 ? 1 : -1;
        return (float)(sign * LogisticDual.Update(sign * output, sign * dual, invariant));
    }

    public double DualLoss(float label, float dual) => LogisticDual.Value(label > 0 ? dual : -dual);
}
