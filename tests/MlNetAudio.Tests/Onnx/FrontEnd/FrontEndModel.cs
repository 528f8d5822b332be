using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

/// <summary>A front end alone as a model: waveform in, features out.</summary>
internal static class FrontEndModel
{
    public static byte[] Build(AudioFrontEnd frontEnd)
    {
        var graph = new GraphBuilder("front_end", "");
        string waveform = graph.Input(new("waveform", OnnxElementType.Float, ["batch", "samples"]));
        var features = frontEnd.Append(graph, waveform);
        graph.Output(new(features.Name, OnnxElementType.Float, ["batch", .. features.Shape.Dimensions.ToArray().Select(dimension => (OnnxDimension)dimension)]));
        return OnnxWriter.Write(new() { IrVersion = 8, OperatorSets = [new("", 17)], Graph = graph.Build() });
    }
}
