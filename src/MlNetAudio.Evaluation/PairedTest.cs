namespace MlNetAudio.Evaluation;

/// <summary>Two models on the same rows: AUC of the first minus AUC of the second, and whether that could be chance.</summary>
/// <param name="StandardError">Of the difference; always above 0.</param>
/// <param name="Z">Difference / StandardError.</param>
/// <param name="PValue">Two-sided: how often a difference at least this large appears when both models are equally good.</param>
/// <param name="Interval">Of the difference, within −1..1.</param>
public sealed record PairedTest(double Difference, double StandardError, double Z, double PValue, Interval Interval);
