namespace MlNetAudio.Evaluation;

/// <summary>What calling every score at or above <paramref name="Threshold"/> positive would give.</summary>
/// <param name="FalsePositiveRate">Negatives called positive, of all negatives, 0..1.</param>
/// <param name="TruePositiveRate">Positives called positive, of all positives, 0..1.</param>
/// <param name="Threshold">The lowest score called positive; +∞ at (0, 0); NaN on averaged curves, which have no single threshold.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);
