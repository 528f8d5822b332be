using MlNetAudio.Evaluation;

namespace MlNetAudio.Reports;

/// <summary>The paired test of two models by name: AUC of the first minus AUC of the second.</summary>
public sealed record ReportedComparison(string First, string Second, PairedTest Test);
