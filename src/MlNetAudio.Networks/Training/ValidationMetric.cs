namespace MlNetAudio.Networks.Training;

/// <summary>A number beside loss and accuracy by which a validation is judged, such as the area under the ROC curve.</summary>
/// <param name="Name">For reports: "auc".</param>
/// <param name="Compute">Called after every epoch, on the training thread.</param>
/// <param name="HigherIsBetter">False for errors.</param>
public sealed record ValidationMetric(string Name, MetricFunction Compute, bool HigherIsBetter = true);

/// <summary>Outputs and classes of a whole validation set → a number.</summary>
/// <param name="logits">[examples, ...output], row-major, in the set's order.</param>
/// <param name="classes">[examples].</param>
public delegate double MetricFunction(ReadOnlySpan<float> logits, ReadOnlySpan<int> classes);
