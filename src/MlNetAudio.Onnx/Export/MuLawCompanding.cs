namespace MlNetAudio.Onnx.Export;

/// <summary>Whether samples are put on a logarithmic scale, −1..1 again: sign(x)·ln(1 + μ|x|)/ln(1 + μ) with μ = channels − 1; those beyond −1..1 count as −1 or 1.</summary>
public enum MuLawCompanding
{
    /// <summary>The samples as they are.</summary>
    None,

    /// <summary>The formula.</summary>
    Continuous,

    /// <summary>Rounded to one of the channels: 2·code/μ − 1 with the code of <see cref="Dsp.Transforms.MuLaw"/>.</summary>
    Quantized,
}
