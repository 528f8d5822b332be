namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal is cut into the spectra whose centre of gravity is taken.</summary>
public sealed record SpectralCentroidOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static SpectralCentroidOptions Librosa { get; } = new() { SampleRateHz = 22_050 };

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new SpectralCentroidExtractor(this);
}
