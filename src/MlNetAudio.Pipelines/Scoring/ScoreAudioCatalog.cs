using MlNetAudio.Pipelines.Scoring;

namespace Microsoft.ML;

/// <summary>Scoring of recordings by an exported model, as a step of any ML.NET pipeline.</summary>
public static class ScoreAudioCatalog
{
    /// <summary>
    /// Adds, for a model of two labels, the columns Score (Single, the positive label's logit), Probability (Single, of the positive label) and PredictedLabel (Boolean),
    /// which BinaryClassification.Evaluate reads; for a model of K labels Score and Probability (Vector&lt;Single, K&gt;) and PredictedLabel (Int32, index of the label).
    /// Always adds Probabilities (Vector&lt;Single, K&gt;, in the order of the model's labels) and PredictedLabelName (text).
    /// </summary>
    /// <param name="modelPath">model.onnx as written by compare.</param>
    /// <param name="inputColumnName">A text column (path of a recording) or a Vector&lt;Single&gt; column (mono samples at the model's rate).</param>
    /// <remarks>
    /// Rows are read ahead and scored in batches over all cores; nothing else of them is held in memory. The fitted transformer holds the model open: dispose it, or the chain or
    /// prediction engine that it is part of. A file that cannot be read ends the pass with an AudioFileException that names it.
    /// </remarks>
    /// <exception cref="InvalidDataException">The file is not a model of MlNetAudio.</exception>
    public static AudioScoringEstimator ScoreAudio(this TransformsCatalog transforms, string modelPath, string inputColumnName = "Path", AudioScoringOptions? options = null) =>
        new(modelPath, (options ?? new()) with { InputColumnName = inputColumnName });
}
