namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>A feature over time: the name of a value of the graph [batch, rows, frames].</summary>
/// <param name="IsDouble">Else float32.</param>
/// <param name="HopLength">With ShortBy, what the number of frames follows from: 1 + ⌊(samples − ShortBy) / HopLength⌋.</param>
/// <param name="ShortBy">Samples of a frame beyond the padding on both sides.</param>
internal readonly record struct FeatureRows(string Name, int Rows, bool IsDouble, int HopLength, int ShortBy);
