using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Deep;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Mean, standard deviation, minimum, maximum and quartiles over time of MFCC and their deltas, and of RMS, zero-crossing rate, spectral centroid, bandwidth, roll-off, flatness and contrast.</summary>
public sealed record CepstralFeatureOptions : ClassicalFeatureOptions
{
    /// <summary>Bands of the spectral contrast between this frequency and half of the rate, each an octave.</summary>
    private const double LowestContrastHz = 200;

    private const int MostContrastBands = 6;

    /// <summary>How many MFCC, from the zeroth on.</summary>
    public int Coefficients { get; init => field = Positive(value, nameof(Coefficients)); } = 20;

    /// <summary>Samples of a frame; null: as the spectrograms of deep models, near an eighth of a second.</summary>
    public int? FftLength { get; init => field = value is null ? null : Positive(value.Value, nameof(FftLength)); }

    /// <summary>Samples from frame to frame; null: a quarter of the frame.</summary>
    public int? HopLength { get; init => field = value is null ? null : Positive(value.Value, nameof(HopLength)); }

    public int MelBands { get; init => field = Positive(value, nameof(MelBands)); } = 128;

    public bool UsesDeltas { get; init; } = true;

    public bool UsesSpectralShape { get; init; } = true;

    /// <summary>Whether to the mean, deviation, minimum and maximum come the median and the quartiles, which a pause or a click in the clip hardly moves.</summary>
    public bool UsesQuartiles { get; init; } = true;

    internal override AudioFrontEnd FrontEnd(int sampleRateHz)
    {
        int fft = FftLength ?? LogMelDefaults.ForRate(sampleRateHz).FftLength, hop = HopLength ?? Math.Max(1, fft / 4);
        var mfcc = MfccOptions.Librosa with { SampleRateHz = sampleRateHz, FftLength = fft, HopLength = hop, MelBands = MelBands, Coefficients = Coefficients };
        List<IFeatureOptions> features = [mfcc];
        if (UsesDeltas) features.Add(new FeatureDeltaOptions { Feature = mfcc });
        if (UsesSpectralShape)
        {
            int contrastBands = Math.Min(MostContrastBands, (int)Math.Floor(Math.Log2(sampleRateHz / 2.0 / LowestContrastHz)));
            features.AddRange(
            [
                new RmsOptions { FrameLength = fft, HopLength = hop },
                new ZcrOptions { FrameLength = fft, HopLength = hop },
                new SpectralCentroidOptions { SampleRateHz = sampleRateHz, FftLength = fft, HopLength = hop },
                new SpectralBandwidthOptions { SampleRateHz = sampleRateHz, FftLength = fft, HopLength = hop },
                new SpectralRolloffOptions { SampleRateHz = sampleRateHz, FftLength = fft, HopLength = hop },
                new SpectralFlatnessOptions { SampleRateHz = sampleRateHz, FftLength = fft, HopLength = hop },
            ]);
            if (contrastBands > 0) features.Add(new SpectralContrastOptions { SampleRateHz = sampleRateHz, FftLength = fft, HopLength = hop, Bands = contrastBands, MinimumFrequencyHz = LowestContrastHz });
        }
        List<Statistic> statistics = [Statistic.Mean, Statistic.Deviation, Statistic.Minimum, Statistic.Maximum];
        if (UsesQuartiles) statistics.AddRange([Statistic.Quantile(0.25), Statistic.Median, Statistic.Quantile(0.75)]);
        return new FeatureSetFrontEnd { SampleRateHz = sampleRateHz, Options = new() { Features = features, Statistics = statistics } };
    }
}
