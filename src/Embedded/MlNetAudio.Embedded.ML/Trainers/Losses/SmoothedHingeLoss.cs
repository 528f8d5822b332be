namespace Microsoft.ML.Trainers;

/// <summary>The hinge 1 − y·output with a parabola of width <c>smoothingConstant</c> in place of its corner, y = ±1.</summary>
public sealed class SmoothedHingeLoss : ISupportSdcaClassificationLoss
{
    private readonly float _width;

    public SmoothedHingeLoss(float smoothingConstant = 1f)
    {
        if (!(smoothingConstant >= 0)) throw new ArgumentOutOfRangeException(nameof(smoothingConstant), $"smoothingConstant must be non-negative, got {smoothingConstant}.");
        _width = smoothingConstant;
    }

    public double Loss(float output, float label)
    {
        double slack = 1 - (label > 0 ? output : -output);
        return slack <= 0 ? 0 : slack >= _width ? slack - _width / 2 : slack * slack / (2 * _width);
    }

    public float Derivative(float output, float label)
    {
        float sign = label > 0 ? 1 : -1, slack = 1 - sign * output;
        return slack <= 0 ? 0 : slack >= _width ? -sign : -sign * slack / _width;
    }

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / (scaledFeaturesNormSquared + _width);

    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        float sign = label > 0 ? 1 : -1, old = sign * dual;
        return sign * (Math.Clamp((1 - sign * output - _width * old) * invariant + old, 0, 1) - old);
    }

    public double DualLoss(float label, float dual)
    {
        double size = label > 0 ? dual : -dual;
        return size * (1 - size * _width / 2);
    }
}
