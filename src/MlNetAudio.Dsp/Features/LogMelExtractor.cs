using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → log-mel spectrogram [mels, frames] in decibels, at most TopDecibels below the clip's maximum; computed in double precision.</summary>
/// <remarks>
/// librosa.power_to_db(librosa.feature.melspectrogram(...)); torchaudio's AmplitudeToDB of its MelSpectrogram. Holds only read-only tables, so one instance serves any
/// number of threads. A signal shorter than a centred frame gives frames padded with zeros.
/// </remarks>
public sealed class LogMelExtractor : IStreamingExtractor
{
    private readonly LogMelOptions _options;
    private readonly LogMelBands _bands;
    private readonly LogMelFeature _feature;

    /// <exception cref="ArgumentException">The window is longer than the transform, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public LogMelExtractor(LogMelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _bands) = (options, new(options));
        _feature = new(_bands);
        Names = [.. Enumerable.Range(0, options.MelBands).Select(band => $"log_mel_{band}")];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _options.FrameCount(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not centred.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        using var values = SignalValues.Of(_feature, samples);
        var matrix = new FeatureMatrix(values.Features, values.Frames);
        Finish(values, matrix);
        return matrix;
    }

    /// <summary>The same into a matrix that is there [mels, frames], all of it overwritten; allocates nothing.</summary>
    /// <exception cref="ArgumentException">As above, or the matrix has another shape.</exception>
    public void Extract(ReadOnlySpan<float> samples, FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        using var values = SignalValues.Of(_feature, samples);
        matrix.RequireShape(values.Features, values.Frames);
        Finish(values, matrix);
    }

    private void Finish(SignalValues values, FeatureMatrix matrix)
    {
        var (floor, reference) = _bands.OfWhole(values);
        for (int band = 0; band < values.Features; band++) Decibels.Finish(values.Row(band), matrix.Row(band), reference, floor);
    }

    /// <exception cref="NotSupportedException">TopDecibels is set, or ReferencePower is null: a frame then depends on the whole signal.</exception>
    public FeatureStream OpenStream()
    {
        _bands.ThrowUnlessStreaming();
        return new(_feature);
    }
}
