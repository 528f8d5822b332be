using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → mel-frequency cepstral coefficients [coefficients, frames]: the cosine transform of the log-mel spectrogram; computed in double precision.</summary>
/// <remarks>librosa.feature.mfcc; torchaudio.transforms.MFCC. Holds only read-only tables, so one instance serves any number of threads.</remarks>
public sealed class MfccExtractor : IStreamingExtractor
{
    private readonly MfccOptions _options;
    private readonly LogMelBands _bands;
    private readonly Dct _dct;
    private readonly LogMelFeature _logMel;
    private readonly Cepstrum _cepstrum;

    /// <exception cref="ArgumentException">There are more coefficients than bands, the window is longer than the transform, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public MfccExtractor(MfccOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Coefficients > options.MelBands) throw new ArgumentException($"Coefficients must be at most MelBands ({options.MelBands}), got {options.Coefficients}.", nameof(options));
        (_options, _bands) = (options, new(options));
        _dct = new Dct(options.MelBands, options.Coefficients, options.DctType, options.OrthonormalDct);
        if (options.Lifter > 0) _dct = _dct.Weighted([.. Enumerable.Range(1, options.Coefficients).Select(n => 1 + options.Lifter / 2 * Math.Sin(Math.PI * n / options.Lifter))]);
        (_logMel, _cepstrum) = (new(_bands), new(_bands, _dct));
        Names = [.. Enumerable.Range(0, options.Coefficients).Select(coefficient => $"mfcc_{coefficient}")];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _options.FrameCount(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not centred.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        using var coefficients = Coefficients(samples);
        return coefficients.Rounded();
    }

    /// <summary>The same into a matrix that is there [coefficients, frames], all of it overwritten; allocates nothing.</summary>
    /// <exception cref="ArgumentException">As above, or the matrix has another shape.</exception>
    public void Extract(ReadOnlySpan<float> samples, FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        using var coefficients = Coefficients(samples);
        matrix.RequireShape(coefficients.Features, coefficients.Frames);
        coefficients.RoundTo(matrix);
    }

    private SignalValues Coefficients(ReadOnlySpan<float> samples)
    {
        if (!_options.NeedsWholeSignal) return SignalValues.Of(_cepstrum, samples);
        using var bands = SignalValues.Of(_logMel, samples);
        var (floor, reference) = _bands.OfWhole(bands);
        for (int band = 0; band < bands.Features; band++)
        {
            TensorPrimitives.Max(bands.Row(band), floor, bands.Row(band));
            if (reference != 0) TensorPrimitives.Subtract(bands.Row(band), reference, bands.Row(band));
        }
        var cepstrum = bands.Like(_dct.Outputs);
        for (int frame = 0; frame < bands.Frames; frame += Stft.Lanes) _dct.TransformLanes(bands.From(frame), bands.Stride, cepstrum.From(frame), cepstrum.Stride);
        return cepstrum;
    }

    /// <exception cref="NotSupportedException">TopDecibels is set, or ReferencePower is null: a frame then depends on the whole signal.</exception>
    public FeatureStream OpenStream()
    {
        _bands.ThrowUnlessStreaming();
        return new(_cepstrum);
    }

    private sealed class Cepstrum(LogMelBands bands, Dct dct) : SpectrumFeature(bands.Stft, dct.Outputs, scratchLength: bands.Count * Stft.Lanes)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            bands.Compute(workspace.Spectra, workspace.Scratch);
            dct.TransformLanes(workspace.Scratch, Stft.Lanes, values, Stft.Lanes);
        }
    }
}
