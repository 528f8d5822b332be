namespace Microsoft.ML.Trainers;

/// <summary>A loss that dual coordinate ascent can minimise.</summary>
public interface ISupportSdcaLoss : IScalarLoss
{
    /// <summary>By how much the dual variable of a row changes; it has the sign of the label.</summary>
    /// <param name="invariant">From <see cref="ComputeDualUpdateInvariant"/>.</param>
    float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads);

    /// <summary>What the row adds to the dual objective: −φ*(−dual).</summary>
    double DualLoss(float label, float dual);

    /// <summary>What the update needs to know of a row's features, made once a row.</summary>
    /// <param name="scaledFeaturesNormSquared">(|features|² + 1) / (λ·rows).</param>
    float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared);
}
