using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal is cut into the spectra whose centre of gravity is taken.</summary>
public sealed record SpectralCentroidOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>.</summary>
    public static SpectralCentroidOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>torchaudio.transforms.SpectralCentroid's defaults, at 16 kHz: for <c>with</c>. A silent frame gives 0, not NaN.</summary>
    public static SpectralCentroidOptions Torchaudio => new() { SampleRateHz = 16_000, FftLength = 400, HopLength = 200, PadMode = PadMode.Reflect };

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new SpectralCentroidExtractor(this);
}
