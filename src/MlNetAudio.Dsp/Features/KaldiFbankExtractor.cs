using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → mel filter bank energies [mels, frames], or [mels + 1, frames] with the frame's energy, first or (HTK) last; natural logarithms.</summary>
/// <remarks>torchaudio.compliance.kaldi.fbank, transposed; without dither. Holds only read-only tables, so one instance serves any number of threads.</remarks>
public sealed class KaldiFbankExtractor : IStreamingExtractor
{
    private readonly KaldiFbankOptions _options;
    private readonly Feature _feature;

    /// <exception cref="ArgumentException">A frame or a shift has no sample, an odd frame is not rounded to a power of two, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public KaldiFbankExtractor(KaldiFbankOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _feature) = (options, new(options, new(options)));
        string[] bands = [.. Enumerable.Range(0, options.MelBands).Select(band => $"fbank_{band}")];
        Names = !options.UseEnergy ? bands : options.HtkCompatible ? [.. bands, "energy"] : ["energy", .. bands];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _options.FrameCount(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractWhole(samples);

    /// <exception cref="NotSupportedException">SubtractMean is set, or SnipEdges is not.</exception>
    public FeatureStream OpenStream() => _feature.OpenStream();

    private sealed class Feature(KaldiFbankOptions options, KaldiBands bands)
        : KaldiFeature(options, bands, options.MelBands + (options.UseEnergy ? 1 : 0))
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            bool energyFirst = options.UseEnergy && !options.HtkCompatible;
            var mels = values.Slice(energyFirst ? Stft.Lanes : 0, Bands.Count * Stft.Lanes);
            Bands.Compute(workspace.Spectra, mels);
            if (options.UseLogarithm) Bands.Logarithm(mels);
            if (options.UseEnergy) Energies(workspace).CopyTo(energyFirst ? values : values[mels.Length..]);
        }
    }
}
