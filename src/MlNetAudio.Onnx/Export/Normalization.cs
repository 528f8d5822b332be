namespace MlNetAudio.Onnx.Export;

/// <summary>How several logits become probabilities that add up to 1. A single logit always goes through the sigmoid.</summary>
internal enum Normalization
{
    /// <summary>The sigmoid of each, divided by their sum.</summary>
    OneVersusRest,

    Softmax,
}
