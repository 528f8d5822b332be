using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

/// <summary>A front end alone as a model: waveform in, features out.</summary>
internal static class FrontEndModel
{
    public static byte[] Build(AudioFrontEnd frontEnd) => AudioArtifact.BuildFeatures(frontEnd);
}
