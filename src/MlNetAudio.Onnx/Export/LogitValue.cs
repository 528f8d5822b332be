namespace MlNetAudio.Onnx.Export;

/// <summary>What a head makes: the name of a float32 value of the graph [batch, Count], and how several logits become probabilities.</summary>
internal readonly record struct LogitValue(string Name, int Count, Normalization Normalization);
