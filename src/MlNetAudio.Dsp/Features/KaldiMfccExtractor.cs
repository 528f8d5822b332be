using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → Kaldi's or HTK's cepstral coefficients [coefficients, frames]; the zeroth, or the energy in its place, comes first or (HTK) last.</summary>
/// <remarks>torchaudio.compliance.kaldi.mfcc, transposed; without dither. Holds only read-only tables, so one instance serves any number of threads.</remarks>
public sealed class KaldiMfccExtractor : IStreamingExtractor
{
    private readonly KaldiMfccOptions _options;
    private readonly Feature _feature;

    /// <exception cref="ArgumentException">
    /// There are more coefficients than bands, a frame or a shift has no sample, an odd frame is not rounded to a power of two, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.
    /// </exception>
    public KaldiMfccExtractor(KaldiMfccOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Coefficients > options.MelBands) throw new ArgumentException($"Coefficients must be at most MelBands ({options.MelBands}), got {options.Coefficients}.", nameof(options));
        (_options, _feature) = (options, new(options, new(options)));
        string zeroth = options.UseEnergy ? "energy" : "mfcc_0";
        string[] others = [.. Enumerable.Range(1, options.Coefficients - 1).Select(coefficient => $"mfcc_{coefficient}")];
        Names = options.HtkCompatible ? [.. others, zeroth] : [zeroth, .. others];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _options.FrameCount(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractWhole(samples);

    /// <exception cref="NotSupportedException">SubtractMean is set, or SnipEdges is not.</exception>
    public FeatureStream OpenStream() => _feature.OpenStream();

    private sealed class Feature(KaldiMfccOptions options, KaldiBands bands)
        : KaldiFeature(options, bands, options.Coefficients, (bands.Count + options.Coefficients) * Stft.Lanes)
    {
        private readonly Dct _dct = new Dct(bands.Count, options.Coefficients).Weighted(Weights(options));

        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            var mels = Scratch(workspace)[..(Bands.Count * Stft.Lanes)];
            var cepstra = Scratch(workspace)[mels.Length..];
            Bands.Compute(workspace.Spectra, mels);
            Bands.Logarithm(mels);
            _dct.TransformLanes(mels, Stft.Lanes, cepstra, Stft.Lanes);
            if (options.UseEnergy) Energies(workspace).CopyTo(cepstra);
            if (!options.HtkCompatible)
            {
                cepstra.CopyTo(values);
                return;
            }
            cepstra[Stft.Lanes..].CopyTo(values);
            cepstra[..Stft.Lanes].CopyTo(values[^Stft.Lanes..]);
        }

        /// <summary>The lifter, and √2 for HTK's zeroth coefficient, which the orthonormal transform takes from it.</summary>
        private static double[] Weights(KaldiMfccOptions options)
        {
            double[] weights = [.. Enumerable.Range(0, options.Coefficients).Select(k => options.Lifter > 0 ? 1 + options.Lifter / 2 * Math.Sin(Math.PI * k / options.Lifter) : 1)];
            if (options.HtkCompatible) weights[0] *= Math.Sqrt(2);
            return weights;
        }
    }
}
