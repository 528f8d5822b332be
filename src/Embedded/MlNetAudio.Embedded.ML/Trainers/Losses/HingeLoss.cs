namespace Microsoft.ML.Trainers;

/// <summary>max(0, margin − y·output), y = ±1: that of support vector machines.</summary>
public sealed class HingeLoss : ISupportSdcaClassificationLoss
{
    private readonly float _margin;

    public HingeLoss(float margin = 1f) => _margin = margin;

    public double Loss(float output, float label) => Math.Max(0, _margin - (label > 0 ? output : -output));

    public float Derivative(float output, float label)
    {
        float sign = label > 0 ? 1 : -1;
        return _margin > sign * output ? -sign : 0;
    }

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / scaledFeaturesNormSquared;

    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        float sign = label > 0 ? 1 : -1, old = sign * dual;
        return sign * (Math.Clamp((_margin - sign * output) * invariant + old, 0, 1) - old);
    }

    public double DualLoss(float label, float dual) => _margin * (label > 0 ? dual : -dual);
}
