namespace MlNetAudio.Evaluation;

/// <summary>One class against all others.</summary>
/// <param name="Rows">Rows of the class.</param>
/// <param name="Auc">One-vs-rest, of the class's probability; null when no row or every row is of the class.</param>
public sealed record ClassMetrics(int Rows, double? Auc, double Precision, double Recall, double F1);
