namespace MlNetAudio.Networks.Zoo;

/// <summary>What the examples of a network are.</summary>
public enum NetworkInput
{
    /// <summary>[features]: numbers that describe a whole clip, such as the statistics of RMS and ZCR.</summary>
    Features,

    /// <summary>[1, bands, frames]: a spectrogram.</summary>
    Spectrogram,

    /// <summary>[coefficients, frames]: cepstral coefficients and their differences.</summary>
    Cepstra,

    /// <summary>[1, samples].</summary>
    Samples,
}
