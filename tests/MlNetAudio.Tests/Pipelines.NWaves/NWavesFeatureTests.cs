using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Base;
using NWaves.FeatureExtractors.Multi;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Windows;
using ChromaExtractor = NWaves.FeatureExtractors.ChromaExtractor;
using ChromaOptions = NWaves.FeatureExtractors.Options.ChromaOptions;
using MfccExtractor = NWaves.FeatureExtractors.MfccExtractor;
using MfccOptions = NWaves.FeatureExtractors.Options.MfccOptions;

namespace MlNetAudio.Tests.Pipelines.NWaves;

public sealed class NWavesFeatureTests
{
    private const int Rate = 16_000, Frame = 512, Hop = 200;

    private static readonly Dictionary<string, Func<FeatureExtractor>> Extractors = new()
    {
        ["mfcc"] = () => Mfcc(),
        ["mfcc with pre-emphasis"] = () => Mfcc(preEmphasis: 0.97),
        ["chroma"] = () => new ChromaExtractor(new ChromaOptions { SamplingRate = Rate, FrameSize = Frame, HopSize = Hop, FeatureCount = 12 }),
        ["spectral"] = () => new SpectralFeaturesExtractor(Multi("all")),
        ["time domain"] = () => new TimeDomainFeaturesExtractor(Multi("all")),
        ["lpc"] = () => new LpcExtractor(new LpcOptions { SamplingRate = Rate, FrameSize = Frame, HopSize = Hop, LpcOrder = 8 }),
        ["pncc, which has no copies and a state"] = () => new PnccExtractor(new PnccOptions { SamplingRate = Rate, FrameSize = Frame, HopSize = Hop, FeatureCount = 13 }),
        ["plp with rasta, which has no copies and a state"] = () => new PlpExtractor(new PlpOptions { SamplingRate = Rate, FrameSize = Frame, HopSize = Hop, FeatureCount = 13, Rasta = 0.94 }),
        ["ams, which cuts frames of frames"] = () => new AmsExtractor(new AmsOptions { SamplingRate = Rate, FrameSize = Frame, HopSize = Hop, ModulationFftSize = 16, ModulationHopSize = 4 }),
    };

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Names => [.. Extractors.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Frames_of_many_clips_over_all_cores_are_those_of_a_new_extractor_for_each(string name)
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(150));

        var features = _ml.Transforms.ExtractFeature(Extractors[name](), clipSamples: 4_000).Fit(view).Transform(view);

        float[][][] expected = [.. Clips(150).Select(clip => Extractors[name]().ComputeFrom(Padded(clip.Samples, 4_000)).ToArray())];
        Assert.True(expected[0].Length > 1);
        Assert.Equal([Extractors[name]().FeatureCount, expected[0].Length], Assert.IsType<VectorDataViewType>(features.Schema["Features"].Type).Dimensions);
        Assert.Equal(expected.Select(Transposed), features.GetColumn<float[]>("Features"));
    }

    [Theory, MemberData(nameof(Names))]
    public void Statistics_over_time_are_those_of_its_vectors_and_slots_have_its_names(string name)
    {
        var clips = Clips(20);
        var view = _ml.Data.LoadFromEnumerable(clips);
        FeatureSetOptions options = new() { Features = [Extractors[name]().AsFeature("nw_"), new ZcrOptions { FrameLength = Frame }], Statistics = [Statistic.Mean, Statistic.Maximum] };

        var features = _ml.Transforms.ExtractFeatureSet(options).Fit(view).Transform(view);

        VBuffer<ReadOnlyMemory<char>> slots = default;
        features.Schema["Features"].GetSlotNames(ref slots);
        Assert.Equal(Extractors[name]().FeatureDescriptions.Select(row => $"nw_{row}").Append("zcr").SelectMany(row => new[] { $"{row}_mean", $"{row}_max" }), slots.DenseValues().Select(slot => slot.ToString()));
        foreach (var (clip, actual) in clips.Zip(features.GetColumn<float[]>("Features")))
        {
            var vectors = Extractors[name]().ComputeFrom(clip.Samples);
            for (int feature = 0; feature < vectors[0].Length; feature++)
            {
                double mean = vectors.Average(vector => (double)vector[feature]);
                Assert.Equal(mean, actual[2 * feature], 1e-6 * Math.Max(1, Math.Abs(mean)));   // rounded once to single precision
                Assert.Equal(vectors.Max(vector => vector[feature]), actual[2 * feature + 1]);
            }
        }
    }

    [Fact]
    public void Its_change_over_time_is_a_feature()
    {
        var clip = Clips(1)[0].Samples;
        var view = _ml.Data.LoadFromEnumerable([new Clip { Samples = clip }]);

        var features = _ml.Transforms.ExtractFeature(new FeatureDeltaOptions { Feature = Mfcc().AsFeature() }, clipSamples: clip.Length).Fit(view).Transform(view);

        var vectors = new FeatureMatrix(13, Mfcc().ComputeFrom(clip).Count);
        Transposed([.. Mfcc().ComputeFrom(clip)]).CopyTo(vectors.Values, 0);
        Assert.Equal(new Delta(DeltaOptions.Librosa).Apply(vectors).Values, features.GetColumn<float[]>("Features").Single());
    }

    [Fact]
    public void An_extractor_whose_copy_has_other_features_is_used_itself()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(50));
        Assert.NotEqual(Own().FeatureCount, Own().ParallelCopy().FeatureCount);   // the copy takes the new name for two

        var features = _ml.Transforms.ExtractFeature(Own(), clipSamples: 4_000).Fit(view).Transform(view);

        Assert.Equal(Clips(50).Select(clip => Transposed([.. Own().ComputeFrom(Padded(clip.Samples, 4_000))])), features.GetColumn<float[]>("Features"));

        static SpectralFeaturesExtractor Own()
        {
            var extractor = new SpectralFeaturesExtractor(Multi("centroid"));
            extractor.AddFeature("peak-power", (spectrum, _) => spectrum.Max());
            return extractor;
        }
    }

    [Fact]
    public void A_prefix_tells_its_names_from_those_of_ours()
    {
        FeatureSetOptions options = new() { Features = [new ZcrOptions(), new TimeDomainFeaturesExtractor(Multi("zcr")).AsFeature("nwaves_")], Statistics = [Statistic.Mean] };

        Assert.Equal(["zcr_mean", "nwaves_zcr_mean"], new FeatureSetExtractor(options).Names);
    }

    [Fact]
    public void An_extractor_that_does_not_name_its_features_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Nameless(Multi("all")).AsFeature());

        Assert.StartsWith("Nameless has 0 FeatureDescriptions for 2 features", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_length_without_a_frame_is_an_error_of_Fit()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(1));

        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.ExtractFeature(Mfcc(), clipSamples: Frame - 1).Fit(view));

        Assert.StartsWith("A clip of 511 samples is too short for a single frame of mfcc0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_that_is_too_short_for_statistics_ends_the_pass()
    {
        var view = _ml.Data.LoadFromEnumerable([new Clip { Samples = new float[100] }]);
        var features = _ml.Transforms.ExtractFeatureSet(new() { Features = [Mfcc().AsFeature()] }).Fit(view).Transform(view);

        var error = Assert.Throws<ArgumentException>(() => features.GetColumn<float[]>("Features").Count());

        Assert.StartsWith("The signal has 100 samples, too few for MfccExtractor, whose frames have 512", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_is_not_finite_ends_the_pass()
    {
        float[] samples = Clips(1)[0].Samples;
        samples[7] = float.NaN;
        var view = _ml.Data.LoadFromEnumerable([new Clip { Samples = samples }]);
        var features = _ml.Transforms.ExtractFeature(Mfcc(), clipSamples: 4_000).Fit(view).Transform(view);

        var error = Assert.Throws<ArgumentException>(() => features.GetColumn<float[]>("Features").Count());

        Assert.StartsWith("Sample 7 is NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_with_it_cannot_be_saved_and_says_so()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(1));
        var model = _ml.Transforms.ExtractFeature(Mfcc(), clipSamples: 4_000).Append(_ml.Transforms.NormalizeMinMax("Features")).Fit(view);
        using var stream = new MemoryStream();

        var error = Assert.ThrowsAny<Exception>(() => _ml.Model.Save(model, view.Schema, stream));

        Assert.Contains("is not saved in an ML.NET model file", error.GetBaseException().Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Where the conventions are made the same, so are the coefficients: NWaves' Hann window is symmetric, so that one of 401 samples is the periodic one of 400 and a zero; ours stands in the middle of a frame,
    /// 56 samples behind its start, which a power spectrum does not show.
    /// </summary>
    [Fact]
    public void Mfcc_agree_with_ours_where_the_conventions_do()
    {
        float[] samples = [.. Clips(1)[0].Samples.Zip(Some.Sine(440, Rate, 6_000, 0.5), (noise, tone) => tone + 0.1f * noise)];
        var ours = new MlNetAudio.Dsp.Features.MfccOptions
        {
            SampleRateHz = Rate,
            FftLength = 512,
            WindowLength = 400,
            HopLength = 160,
            Centered = false,
            MelBands = 40,
            Coefficients = 13,
            TopDecibels = null,
        }.CreateExtractor().Extract(samples);

        var theirs = new MfccExtractor(new MfccOptions
        {
            SamplingRate = Rate,
            FrameSize = 401,
            HopSize = 160,
            FftSize = 512,
            Window = WindowType.Hann,
            FilterBank = FilterBanks.MelBankSlaney(40, 512, Rate),
            FeatureCount = 13,
            NonLinearity = NonLinearityType.ToDecibel,
            LogFloor = 1e-10f,
        }).AsFeature().CreateExtractor().Extract(samples.AsSpan(56));

        Assert.True(theirs.Frames >= ours.Frames && ours.Frames > 20);
        for (int coefficient = 0; coefficient < 13; coefficient++)
            Approximately.Equal(ours.Row(coefficient), theirs.Row(coefficient)[..ours.Frames], tolerance: 2e-4);   // of some hundred decibels in single precision; seen: 6e-5
    }

    private static MfccExtractor Mfcc(double preEmphasis = 0) => new(new MfccOptions { SamplingRate = Rate, FrameSize = Frame, HopSize = Hop, FeatureCount = 13, PreEmphasis = preEmphasis });

    private static MultiFeatureOptions Multi(string features) => new() { SamplingRate = Rate, FrameSize = Frame, HopSize = Hop, FeatureList = features };

    /// <summary>Of 3,000 to 6,000 samples.</summary>
    private static Clip[] Clips(int count) => [.. Enumerable.Range(0, count).Select(i => new Clip { Samples = Some.Floats(count == 1 ? 6_000 : 3_000 + 61 * i % 3_001, seed: i) })];

    private static float[] Padded(float[] samples, int length) => [.. samples.Take(length), .. new float[Math.Max(0, length - samples.Length)]];

    /// <summary>[frames][features] → [features, frames].</summary>
    private static float[] Transposed(float[][] vectors) => [.. Enumerable.Range(0, vectors[0].Length).SelectMany(feature => vectors.Select(vector => vector[feature]))];

    private sealed class Clip
    {
        public float[] Samples { get; set; } = [];
    }

    private sealed class Nameless : FeatureExtractor
    {
        public Nameless(FeatureExtractorOptions options) : base(options) => FeatureCount = 2;

        public override List<string> FeatureDescriptions => [];

        public override void ProcessFrame(float[] block, float[] features) => features[0] = block[0];
    }
}
