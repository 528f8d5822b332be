using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>score[k] = the logit of forest k: −(Slope · forest output + Offset), ML.NET's Platt scaling; several are one-versus-rest.</summary>
public sealed record ForestHead(FeatureScaling Scaling, IReadOnlyList<CalibratedForest> Forests) : ClassifierHead
{
    internal override string Description => $"{Forests.Sum(forest => forest.Trees.Count)} decision trees with Platt scaling";

    internal override LogitValue Append(GraphBuilder graph, FeatureValue features)
    {
        string scaled = Scaled(graph, Scaling, features, nameof(ForestHead));
        string outputs = TreeEnsembleGraph.Append(graph, "classifier/forest", Forests, scaled, features.Shape[0]);
        string slopes = graph.Constant(OnnxTensor.Of("classifier/platt_slopes", [.. Forests.Select(forest => (float)-forest.Slope)], Forests.Count));
        string offsets = graph.Constant(OnnxTensor.Of("classifier/platt_offsets", [.. Forests.Select(forest => (float)-forest.Offset)], Forests.Count));
        string logits = graph.Add("classifier/platt", graph.Multiply("classifier/platt_product", outputs, slopes), offsets);
        return new(logits, Forests.Count, Normalization.OneVersusRest);
    }
}
