namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → mel spectrogram [mels, frames]: the sums of |X|^Power under the triangles of a mel filter bank; computed in double precision.</summary>
/// <remarks>librosa.feature.melspectrogram; torchaudio.transforms.MelSpectrogram. Holds only read-only tables, so one instance serves any number of threads.</remarks>
public sealed class MelSpectrogramExtractor : IStreamingExtractor
{
    private readonly MelSpectrogramOptions _options;
    private readonly Feature _feature;

    /// <exception cref="ArgumentException">The window is longer than the transform, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public MelSpectrogramExtractor(MelSpectrogramOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _feature) = (options, new(new(options)));
        Names = [.. Enumerable.Range(0, options.MelBands).Select(band => $"mel_{band}")];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _options.FrameCount(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not centred.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        using var values = SignalValues.Of(_feature, samples);
        return values.Rounded();
    }

    public FeatureStream OpenStream() => new(_feature);

    private sealed class Feature(MelBands bands) : SpectrumFeature(bands.Stft, bands.Count)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values) => bands.Compute(workspace.Spectra, values);
    }
}
