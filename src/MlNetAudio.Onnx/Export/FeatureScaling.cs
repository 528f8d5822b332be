namespace MlNetAudio.Onnx.Export;

/// <summary>y[i] = (x[i] − Offset[i]) · Scale[i], fitted on the training part.</summary>
public sealed record FeatureScaling(IReadOnlyList<float> Offset, IReadOnlyList<float> Scale);
