using MlNetAudio.Evaluation;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Two models on the same test clips: AUC of the first minus AUC of the second (DeLong's paired test).</summary>
public sealed record ModelComparison(string First, string Second, PairedTest Test);
