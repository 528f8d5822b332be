using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Scoring;
using MlNetAudio.Pipelines.Steps;

namespace Microsoft.ML;

/// <summary>Scoring of recordings by an exported model, as a step of any ML.NET pipeline and by itself.</summary>
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
    /// prediction engine that it is part of. A file that cannot be read ends the pass with an AudioFileException that names it, or loses its row: options.Unreadable.
    /// </remarks>
    /// <exception cref="InvalidDataException">The file is not a model of MlNetAudio.</exception>
    public static AudioScoringEstimator ScoreAudio(this TransformsCatalog transforms, string modelPath, string inputColumnName = "Path", AudioScoringOptions? options = null) =>
        new(modelPath, (options ?? new()) with { InputColumnName = inputColumnName });

    /// <summary>
    /// Adds what an exported model has made of a clip before its last linear layer, Vector&lt;Single, n&gt;: for a classifier of one's own on features that a network has learnt. Batches, threads and unreadable
    /// files as in ScoreAudio.
    /// </summary>
    /// <param name="modelPath">model.onnx of a network or of a linear model, not of a forest or an ensemble.</param>
    /// <param name="inputColumnName">A text column (path of a recording) or a Vector&lt;Single&gt; column (mono samples at the model's rate).</param>
    /// <param name="options">InputColumnName in it is not used.</param>
    /// <exception cref="InvalidDataException">The file is not a model of MlNetAudio, or has no such layer.</exception>
    public static IEstimator<ITransformer> ExtractEmbedding(
        this TransformsCatalog transforms, string modelPath, string outputColumnName = "Features", string inputColumnName = "Path", AudioScoringOptions? options = null)
    {
        var chosen = (options ?? new()) with { InputColumnName = inputColumnName };
        byte[] embedding = AudioArtifact.BuildEmbedding(modelPath);
        return new StepEstimator(inputColumnName, schema => AnnouncedColumns.Vector(schema, outputColumnName, isFixed: true), _ =>
        {
            var model = new EmbeddingModel(embedding, modelPath);
            return new StepTransformer("A step that extracts embeddings", input => new EmbeddingStep(input, model, outputColumnName, chosen), model);
        });
    }

    /// <summary>Opens an exported model: a transformer that scores views as ScoreAudio does, and in its property Model the metadata, the card and clips scored without a view. Dispose it.</summary>
    /// <param name="path">model.onnx as written by compare.</param>
    /// <exception cref="InvalidDataException">The file is not a model of MlNetAudio, or ONNX Runtime refuses it; the message names the file and the reason.</exception>
    public static AudioScoringTransformer LoadAudioModel(this ModelOperationsCatalog model, string path, AudioScoringOptions? options = null) => new(new OnnxAudioModel(path), options ?? new());

    /// <summary>Opens an exported model for single recordings and live streams, from any number of threads. Dispose it.</summary>
    /// <param name="path">model.onnx as written by compare.</param>
    /// <exception cref="InvalidDataException">The file is not a model of MlNetAudio, or ONNX Runtime refuses it; the message names the file and the reason.</exception>
    /// <exception cref="ArgumentException">The model reads clips of any length and options.Window is not given.</exception>
    public static AudioScorer CreateAudioScorer(this ModelOperationsCatalog model, string path, AudioScorerOptions? options = null) => new(new OnnxAudioModel(path), options ?? new());
}
