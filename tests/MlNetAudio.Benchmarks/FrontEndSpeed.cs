using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Benchmarks;

/// <summary>Front ends as graphs in ONNX Runtime, one thread, one clip of 5 s at 22050 Hz: milliseconds a clip, the median of many.</summary>
internal static class FrontEndSpeed
{
    private const int Rate = 22_050, Samples = 5 * Rate;

    private static readonly MfccOptions Mfcc = MfccOptions.Librosa;

    private static readonly FeatureSetOptions Timbre = new()
    {
        Features =
        [
            new RmsOptions { FrameLength = 2048 }, new ZcrOptions { FrameLength = 2048 }, Mfcc, new FeatureDeltaOptions { Feature = Mfcc }, SpectralCentroidOptions.Librosa,
            SpectralBandwidthOptions.Librosa, SpectralRolloffOptions.Librosa, SpectralFlatnessOptions.Librosa, SpectralContrastOptions.Librosa,
        ],
        Statistics = [Statistic.Mean, Statistic.Deviation, Statistic.Minimum, Statistic.Maximum],
    };

    private static IEnumerable<(string Name, AudioFrontEnd FrontEnd)> FrontEnds =>
    [
        ("log-mel", new LogMelFrontEnd { SampleRateHz = Rate, ClipSamples = Samples, Options = LogMelOptions.Librosa, Scaling = FeatureScaling.Identity(128) }),
        ("mfcc", new MfccFrontEnd { SampleRateHz = Rate, ClipSamples = Samples, Options = Mfcc, Scaling = FeatureScaling.Identity(20) }),
        ("mfcc-deltas", new MfccFrontEnd { SampleRateHz = Rate, ClipSamples = Samples, Options = Mfcc, Deltas = 2, Scaling = FeatureScaling.Identity(60) }),
        ("waveform", new WaveformFrontEnd { SampleRateHz = Rate, ClipSamples = Samples }),
        ("mu-law", new WaveformFrontEnd { SampleRateHz = Rate, ClipSamples = Samples, Normalization = WaveformNormalization.Rms, Companding = MuLawCompanding.Quantized }),
        ("statistics", new AudioStatisticsFrontEnd { SampleRateHz = Rate }),
        .. Timbre.Features.Select(feature => ($"set-{feature.CreateExtractor().Names[0]}", (AudioFrontEnd)Set(Timbre with { Features = [feature] }))),
        ("set-all", Set(Timbre)),
        ("set-all-quantiles", Set(Timbre with { Statistics = [.. Timbre.Statistics, Statistic.Median, Statistic.Quantile(0.25), Statistic.Quantile(0.75), Statistic.Skewness, Statistic.Kurtosis] })),
    ];

    /// <param name="names">Which cases; none means all.</param>
    /// <returns>One line of JSON each: name, ms for the clip, x_realtime.</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        var cases = FrontEnds.ToArray();
        string? unknown = names.FirstOrDefault(name => !cases.Any(item => item.Name == name));
        if (unknown is not null) throw new ArgumentException($"front-ends knows no '{unknown}'; it knows {string.Join(", ", cases.Select(item => item.Name))}.");
        var random = new Random(1);
        float[] clip = new float[Samples];
        for (int n = 0; n < Samples; n++) clip[n] = 0.3f * MathF.Sin(0.1f * n) + 0.1f * (random.NextSingle() - 0.5f);
        return cases.Where(item => names.Count == 0 || names.Contains(item.Name)).Select(item => Measure(item.Name, item.FrontEnd, clip));
    }

    private static FeatureSetFrontEnd Set(FeatureSetOptions options) => new() { SampleRateHz = Rate, Options = options };

    private static string Measure(string name, AudioFrontEnd frontEnd, float[] clip)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(AudioArtifact.BuildFeatures(frontEnd), options);
        using var input = OrtValue.CreateTensorValueFromMemory(clip, [1, Samples]);
        using var run = new RunOptions();
        double milliseconds = Timing.MedianMilliseconds(() => session.Run(run, ["waveform"], [input], ["features"]).Dispose());
        return JsonSerializer.Serialize(new Dictionary<string, object> { ["name"] = name, ["ms"] = Math.Round(milliseconds, 3), ["x_realtime"] = Math.Round(Samples * 1e3 / Rate / milliseconds) });
    }
}
