using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Zoo;

/// <summary>
/// [1, bands, frames] → [logits]: the spectrogram is cut into patches, each a step of Width features; encoder layers of self-attention follow, a last normalisation, and the mean over the steps
/// decides. By default a patch is one frame with all its bands.
/// </summary>
/// <remarks>
/// After the Keyword Transformer (Berg et al. 2021), smaller and with normalisation first, which trains without warm-up (Xiong et al. 2020); the mean instead of a class token. Patches of both axes are
/// those of the Audio Spectrogram Transformer (Gong et al. 2021), without their overlap.
/// </remarks>
public sealed record TransformerOptions : NetworkOptions
{
    /// <summary>Bands of a patch; 0: all.</summary>
    public int PatchBands { get; init => field = Require.NotNegative(value); }

    /// <summary>Frames of a patch; those left at the end are dropped.</summary>
    public int PatchFrames { get; init => field = Require.Positive(value); } = 1;

    /// <summary>Features of a step.</summary>
    public int Width { get; init => field = Require.Positive(value); } = 64;

    /// <summary>Encoder layers.</summary>
    public int Layers { get; init => field = Require.Positive(value); } = 4;

    /// <summary>Attentions side by side; divides Width.</summary>
    public int Heads { get; init => field = Require.Positive(value); } = 4;

    /// <summary>Units between the two linear layers of an encoder layer.</summary>
    public int FeedForward { get; init => field = Require.Positive(value); } = 256;

    /// <summary>Positions are a learned table, not sines.</summary>
    public bool LearnsPositions { get; init; } = true;

    /// <summary>Normalise before attention and linear layers instead of after the residual sum.</summary>
    public bool NormFirst { get; init; } = true;

    /// <summary>Inside the encoder layers and before the logits.</summary>
    public float Dropout { get; init => field = Require.Decay(value); } = 0.1f;

    public override NetworkSpec Create(Shape input, int logits)
    {
        CheckIsImage(input);
        var patch = new Size2d(PatchBands == 0 ? input[1] : PatchBands, PatchFrames);
        var embedding = new Conv2d(Width, patch, patch);
        return new(input,
        [
            embedding, new Flatten(1), new Transpose(0, 1), new PositionalEncoding(LearnsPositions),
            .. Enumerable.Repeat(new TransformerEncoderLayer(Heads, FeedForward, Dropout) { NormFirst = NormFirst, UsesGelu = true }, Layers),
            .. NormFirst ? (LayerSpec[])[new LayerNorm()] : [], new Transpose(0, 1), new GlobalAveragePool(), new Dropout(Dropout), new Linear(logits),
        ], timeAxis: embedding.InferOutput(input)[1] == 1 ? 2 : null);   // steps of several rows of patches are not steps of time
    }
}
