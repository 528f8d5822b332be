using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → chroma [pitch classes, frames]: how much of each frame's power lies in each pitch class, divided by its largest.</summary>
/// <remarks>librosa.feature.chroma_stft. One instance serves any number of threads.</remarks>
public sealed class ChromaExtractor : IStreamingExtractor
{
    private readonly ChromaOptions _options;
    private readonly Stft _stft;
    private readonly TuningEstimator? _tuning;
    private readonly Feature? _feature;   // null: the filters wait for the signal's tuning

    public ChromaExtractor(ChromaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _stft) = (options, new(options.Stft));
        Names = [.. Enumerable.Range(0, options.Chromas).Select(chroma => $"chroma_{chroma}")];
        if (options.Tuning is { } tuning) _feature = Tuned(tuning);
        else _tuning = new(new() { SampleRateHz = options.SampleRateHz, BinsPerOctave = options.Chromas }, _stft, power: true);
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _stft.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => (_feature ?? Tuned(_tuning!.Estimate(samples))).ExtractRounded(samples);

    /// <exception cref="NotSupportedException">The tuning is estimated from the whole signal.</exception>
    public FeatureStream OpenStream() => new(_feature ?? throw new NotSupportedException("The tuning is estimated from the whole signal, which a stream does not know; set Tuning, to 0 for A = 440 Hz."));

    private Feature Tuned(double tuning) => new(
        _stft,
        new(ChromaFilterBank.Create(
            _options.SampleRateHz, _options.FftLength, _options.Chromas, tuning, _options.FilterNormalization, _options.CenterOctave, _options.OctaveWidth, _options.StartsAtC), _stft.Bins),
        _options.Normalization);

    private sealed class Feature(Stft stft, SparseBands filters, ChromaNormalization normalization) : SpectrumFeature(stft, filters.Count, scratchLength: filters.Count)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            filters.Sum(workspace.Spectra.Power(), values);
            Span<double> column = workspace.Scratch;
            for (int frame = 0; frame < frames; frame++)
            {
                for (int chroma = 0; chroma < column.Length; chroma++) column[chroma] = values[chroma * Stft.Lanes + frame];
                ChromaFilterBank.Normalize(column, normalization, SpectralCentroidExtractor.SmallestSum);
                for (int chroma = 0; chroma < column.Length; chroma++) values[chroma * Stft.Lanes + frame] = column[chroma];
            }
        }
    }
}
