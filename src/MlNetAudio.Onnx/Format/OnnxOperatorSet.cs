namespace MlNetAudio.Onnx.Format;

/// <summary>The version of a domain's operators that a model is written in.</summary>
/// <param name="Domain">Empty for the standard operators.</param>
internal sealed record OnnxOperatorSet(string Domain, long Version);
