using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

public class FeatureSetGraphTests
{
    private static readonly Statistic[] AllStatistics =
        [Statistic.Mean, Statistic.Deviation, Statistic.Minimum, Statistic.Maximum, Statistic.Median, Statistic.Quantile(0.1), Statistic.Quantile(1), Statistic.Skewness, Statistic.Kurtosis];

    private static readonly Dictionary<string, IFeatureOptions> Features = new()
    {
        ["rms"] = new RmsOptions { FrameLength = 256, HopLength = 64 },
        ["zcr"] = new ZcrOptions { FrameLength = 255, HopLength = 60 },
        ["spectrogram"] = new SpectrogramOptions { SampleRateHz = 22_050, FftLength = 64, HopLength = 30, Normalization = SpectrumNormalization.Window },
        ["mel"] = new MelSpectrogramOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, MelBands = 12, Power = 1 },
        ["log-mel"] = new LogMelOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, MelBands = 12 },
        ["log-mel relative to its maximum"] = new LogMelOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, MelBands = 12, ReferencePower = null },
        ["mfcc"] = new MfccOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, MelBands = 20, Coefficients = 13, Lifter = 20 },
        ["torchaudio's mfcc"] = MfccOptions.Torchaudio with { SampleRateHz = 22_050 },
        ["spectral centroid"] = new SpectralCentroidOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64 },
        ["not centred"] = new SpectralCentroidOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 100, Centered = false },
        ["edges repeated"] = new SpectralCentroidOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, PadMode = PadMode.Edge },
        ["edges doubled"] = new SpectralCentroidOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, PadMode = PadMode.Symmetric },
        ["edges reflected"] = new SpectralCentroidOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, PadMode = PadMode.Reflect },
        ["over and over"] = new SpectralCentroidOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, PadMode = PadMode.Wrap },
        ["spectral bandwidth"] = new SpectralBandwidthOptions { SampleRateHz = 22_050, FftLength = 202, HopLength = 64 },
        ["spectral bandwidth of another order"] = new SpectralBandwidthOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, Exponent = 1.5, Normalized = false },
        ["spectral roll-off"] = new SpectralRolloffOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64 },
        ["spectral flatness"] = new SpectralFlatnessOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64 },
        ["spectral flatness of magnitudes"] = new SpectralFlatnessOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, Exponent = 1, MinimumPower = 1e-5 },
        ["spectral contrast"] = new SpectralContrastOptions { SampleRateHz = 22_050, FftLength = 1024, HopLength = 64 },
        ["linear spectral contrast"] = new SpectralContrastOptions { SampleRateHz = 22_050, FftLength = 512, HopLength = 64, Linear = true, Bands = 4, Quantile = 0.1 },
        ["delta"] = new FeatureDeltaOptions { Feature = new RmsOptions { FrameLength = 256, HopLength = 64 } },
        ["second delta"] = new FeatureDeltaOptions
        {
            Feature = new MfccOptions { SampleRateHz = 22_050, FftLength = 256, HopLength = 64, MelBands = 20, Coefficients = 5 },
            Delta = new() { Width = 5, Order = 2, Edges = DeltaEdges.Mirror },
        },
    };

    public static TheoryData<string> Names => [.. Features.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_graph_agrees_with_the_extractor_at_many_lengths(string name)
    {
        var options = new FeatureSetOptions { Features = [Features[name]], Statistics = AllStatistics };
        var extractor = new FeatureSetExtractor(options);
        using var session = new InferenceSession(AudioArtifact.BuildFeatures(FrontEnd(options)));

        foreach (int samples in new[] { 1200, 1201, 1279, 1280, 5000 })
        {
            float[] clip = SomeClips.Lively(samples, seed: samples % 10);
            Agree(extractor.Names, extractor.Extract(clip), OnnxSession.Run(session, clip).Values);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Clips_shorter_than_a_frame_are_padded(string name)
    {
        var options = new FeatureSetOptions { Features = [Features[name]], Statistics = AllStatistics };
        var extractor = new FeatureSetExtractor(options);
        using var session = new InferenceSession(AudioArtifact.BuildFeatures(FrontEnd(options)));

        foreach (int samples in new[] { 1, 2, 50, 200 })
        {
            float[] clip = SomeClips.Lively(samples, seed: 3), values = OnnxSession.Run(session, clip).Values;
            Assert.All(values, value => Assert.True(float.IsFinite(value), $"{samples} samples: {value}"));
            if (Features[name].CreateExtractor().FrameCount(samples) > 0 && !name.Contains("roll-off", StringComparison.Ordinal)) AgreeInMean(extractor.Names, extractor.Extract(clip), values);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Silence_is_what_the_extractor_says(string name)
    {
        var options = new FeatureSetOptions { Features = [Features[name]], Statistics = AllStatistics };
        var extractor = new FeatureSetExtractor(options);

        float[] values = OnnxSession.Run(AudioArtifact.BuildFeatures(FrontEnd(options)), new float[3000]).Values;

        AgreeInMean(extractor.Names, extractor.Extract(new float[3000]), values);
    }

    [Fact]
    public void Several_features_stand_one_after_the_other_and_share_their_spectra()
    {
        var set = Everything(22_050);
        var extractor = new FeatureSetExtractor(set);
        byte[] model = AudioArtifact.BuildFeatures(FrontEnd(set));
        float[] clip = SomeClips.Lively(30_000, seed: 5);

        var (values, shape) = OnnxSession.Run(model, clip);

        Assert.Equal([1, extractor.Names.Count], shape);
        Assert.Equal(extractor.Names, FrontEnd(set).Names);
        Agree(extractor.Names, extractor.Extract(clip), values);
        Assert.Single(MlNetAudio.Onnx.Format.OnnxReader.Read(model).Graph.Nodes, node => node.Name.EndsWith("/dft_inner", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8_000), InlineData(16_000), InlineData(44_100)]
    public void The_set_works_at_other_rates(int sampleRateHz)
    {
        var set = Everything(sampleRateHz);
        float[] clip = SomeClips.Lively(sampleRateHz, seed: 2, sampleRateHz);

        var values = OnnxSession.Run(AudioArtifact.BuildFeatures(FrontEnd(set) with { SampleRateHz = sampleRateHz }), clip).Values;

        Agree(new FeatureSetExtractor(set).Names, new FeatureSetExtractor(set).Extract(clip), values);
    }

    [Theory]
    [InlineData(1), InlineData(400), InlineData(600), InlineData(12_345)]
    public void A_batch_gives_what_its_clips_give_alone_to_the_last_bit(int samples)
    {
        float[][] clips = [SomeClips.Lively(samples, seed: 1), new float[samples], SomeClips.Lively(samples, seed: 2), SomeClips.Lively(samples, seed: 4), SomeClips.Lively(samples, seed: 9)];
        byte[] model = AudioArtifact.BuildFeatures(FrontEnd(Everything(22_050)));
        using var alone = new InferenceSession(model, new SessionOptions { IntraOpNumThreads = 1 });
        using var together = new InferenceSession(model);

        float[] values = OnnxSession.Run(together, clips).Values;

        Assert.Equal(clips.SelectMany(clip => OnnxSession.Run(alone, clip).Values), values);
        Assert.Equal(clips.SelectMany(clip => OnnxSession.Run(alone, clip).Values), OnnxSession.Run(alone, clips).Values);
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_feature_of_a_clip_is_the_same_in_any_batch(string name)
    {
        using var session = new InferenceSession(AudioArtifact.BuildFeatures(FrontEnd(new() { Features = [Features[name]], Statistics = AllStatistics })));

        foreach (int samples in new[] { 3, 300, 1777 })
        {
            float[][] clips = [.. Enumerable.Range(0, 7).Select(seed => SomeClips.Lively(samples, seed))];
            Assert.Equal(clips.SelectMany(clip => OnnxSession.Run(session, clip).Values), OnnxSession.Run(session, clips).Values);
        }
    }

    [Fact]
    public void What_the_graph_cannot_compute_is_refused_by_name()
    {
        Refuse("FeatureSetFrontEnd.Options holds ChromaOptions, which the exported graph cannot compute", new ChromaOptions { SampleRateHz = 22_050 });
        Refuse("FeatureSetFrontEnd.Options holds YinOptions", new FeatureDeltaOptions { Feature = new YinOptions { SampleRateHz = 22_050 } });
        Refuse("FeatureSetFrontEnd.Options: RmsOptions.PadMode must be Constant, got Edge", new RmsOptions { PadMode = PadMode.Edge });
        Refuse("FeatureSetFrontEnd.Options: MfccOptions.SampleRateHz is 16000, but the front end's SampleRateHz is 22050", MfccOptions.Torchaudio);
        Refuse("FeatureSetFrontEnd.Options: LogMelOptions.FftLength must be even, got 255", LogMelOptions.Librosa with { FftLength = 255 });

        static void Refuse(string message, IFeatureOptions feature) => Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => AudioArtifact.BuildFeatures(FrontEnd(new() { Features = [feature] }))).Message, StringComparison.Ordinal);
    }

    private static FeatureSetFrontEnd FrontEnd(FeatureSetOptions options) => new() { SampleRateHz = 22_050, Options = options };

    private static FeatureSetOptions Everything(int rate) => new()
    {
        Features =
        [
            new RmsOptions(), new ZcrOptions(),
            new MfccOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256, MelBands = 40, Coefficients = 13 },
            new FeatureDeltaOptions { Feature = new MfccOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256, MelBands = 40, Coefficients = 13 } },
            new LogMelOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256, MelBands = 20 },
            new SpectralCentroidOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256 },
            new SpectralBandwidthOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256 },
            new SpectralRolloffOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256 },
            new SpectralFlatnessOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256 },
            new SpectralContrastOptions { SampleRateHz = rate, FftLength = 1024, HopLength = 256, Bands = 4 },
        ],
        Statistics = [Statistic.Mean, Statistic.Deviation, Statistic.Minimum, Statistic.Maximum, Statistic.Median],
    };

    /// <summary>Every column within 1e-4 of the feature's range, moments of higher order within 1e-3: they raise what float32 leaves.</summary>
    private static void Agree(IReadOnlyList<string> names, float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double scale = IsMoment(names[i]) ? Math.Max(1, Math.Abs(expected[i])) : Scale(names, expected, i), error = Math.Abs(expected[i] - actual[i]) / scale;
            Assert.True(error <= (IsMoment(names[i]) ? 1e-3 : 1e-4), $"{names[i]}: expected {expected[i]:g7}, got {actual[i]:g7}, {error:g3} of {scale:g3}");
        }
    }

    /// <summary>Without the moments, which of values that are all the same are a matter of the last bit.</summary>
    private static void AgreeInMean(IReadOnlyList<string> names, float[] expected, float[] actual)
    {
        int[] places = [.. Enumerable.Range(0, names.Count).Where(i => !IsMoment(names[i]))];
        Agree([.. places.Select(i => names[i])], [.. places.Select(i => expected[i])], [.. places.Select(i => actual[i])]);
    }

    /// <summary>The largest magnitude among the columns of the same feature and unit.</summary>
    private static double Scale(IReadOnlyList<string> names, float[] expected, int column)
    {
        string feature = names[column][..names[column].LastIndexOf('_')].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        double largest = Enumerable.Range(0, names.Count).Where(i => names[i].StartsWith(feature, StringComparison.Ordinal) && !IsMoment(names[i])).Max(i => Math.Abs((double)expected[i]));
        return Math.Max(feature.Contains("mfcc", StringComparison.Ordinal) ? 1 : 1e-6, largest);
    }

    private static bool IsMoment(string name) => name.EndsWith("_skew", StringComparison.Ordinal) || name.EndsWith("_kurtosis", StringComparison.Ordinal);
}
