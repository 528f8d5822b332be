namespace MlNetAudio.Onnx.Export;

/// <summary>Spectrograms as a model reads them.</summary>
/// <param name="Mels">Rows of every spectrogram.</param>
/// <param name="Frames">To which the graph pads or crops any number of them.</param>
public sealed record SpectrogramShape(int Mels, int Frames);
