namespace Microsoft.ML.Training;

/// <summary>How far each boosted tree goes.</summary>
/// <param name="StepSize">Part of the Newton step that a leaf takes.</param>
/// <param name="Steepness">σ of the loss log(1 + exp(−σ·y·score)).</param>
/// <param name="MaximumOutput">Bound on |output| of a leaf.</param>
internal sealed record BoostingSettings(ForestSettings Trees, double StepSize, double Steepness, double MaximumOutput);
