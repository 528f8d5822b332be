using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>The part of an artifact that turns features into logits and probabilities. One logit: binary, for the positive label (the second). K logits: one for each of K labels.</summary>
public abstract record ClassifierHead
{
    /// <summary>What this head is, in a few words, for whoever looks at the file.</summary>
    internal abstract string Description { get; }

    /// <exception cref="ArgumentException">The features are of another shape than this head reads, or the head is not whole.</exception>
    internal abstract LogitValue Append(GraphBuilder graph, FeatureValue features);

    /// <summary>The features as [batch, scaling's length], scaled.</summary>
    private protected static string Scaled(GraphBuilder graph, FeatureScaling scaling, FeatureValue features, string head)
    {
        if (features.Shape.Rank != 1 || features.Shape[0] != scaling.Offset.Count)
            throw new ArgumentException($"{head}.Scaling is for [{scaling.Offset.Count}] features, but the front end makes {features.Shape}; the two must belong together.");
        return ScalingGraph.Append(graph, "classifier/scaling", scaling, features.Name);
    }
}
