using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;
using NWaves.Effects;
using NWaves.Filters.Base;
using NWaves.Filters.BiQuad;
using NWaves.Operations;
using NWaves.Signals;
using MfccExtractor = NWaves.FeatureExtractors.MfccExtractor;
using MfccOptions = NWaves.FeatureExtractors.Options.MfccOptions;

namespace MlNetAudio.Tests.Pipelines.NWaves;

public sealed class NWavesCatalogTests
{
    private const int Rate = 16_000;

    private static readonly Dictionary<string, Func<IFilter>> Filters = new()
    {
        ["a filter with an infinite response"] = () => new LowPassFilter(0.1),
        ["one with a finite response, which makes clips longer"] = () => new FirFilter([0.5f, 0.25f, 0.125f]),
        ["a long one, by blocks"] = () => new FirFilter(Some.Floats(100, seed: 9)),
        ["an effect that remembers"] = () => new EchoEffect(Rate, 0.01f, 0.7f),
        ["an effect with an oscillator"] = () => new TremoloEffect(Rate),
    };

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Names => [.. Filters.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_filter_treats_many_clips_as_a_new_one_for_each(string name)
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(150));

        var through = _ml.Transforms.ApplyEffect(Filters[name](), Rate).Fit(view).Transform(view);
        var inside = _ml.Transforms.ApplyEffect(signal => Filters[name]().ApplyTo(signal), Rate).Fit(view).Transform(view);

        float[][] expected = [.. Clips(150).Select(clip => Filters[name]().ApplyTo(new DiscreteSignal(Rate, clip.Samples)).Samples)];
        Assert.NotEqual(Clips(1)[0].Samples, expected[0]);
        Assert.Equal(expected, through.GetColumn<float[]>("Samples"));
        Assert.Equal(expected, inside.GetColumn<float[]>("Samples"));
    }

    [Fact]
    public void A_function_gets_signals_of_the_given_rate_in_memory_of_their_own()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(3));

        var changed = _ml.Transforms.ApplyEffect(
            signal =>
            {
                signal.Samples[0] = signal.SamplingRate;
                return signal;
            },
            8_000, "Changed").Fit(view).Transform(view);

        Assert.All(changed.GetColumn<float[]>("Changed"), samples => Assert.Equal(8_000, samples[0]));
        Assert.Equal(Clips(3).Select(clip => clip.Samples), changed.GetColumn<float[]>("Samples"));
    }

    [Fact]
    public void An_operation_may_change_the_rate_and_a_clip_length_fits_what_comes_of_it()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(4));

        var halved = _ml.Transforms.ApplyEffect(signal => Operation.Resample(signal, 8_000), Rate, clipSamples: 1_600).Fit(view).Transform(view);

        Assert.Equal(1_600, Assert.IsType<VectorDataViewType>(halved.Schema["Samples"].Type).Size);
        foreach (var (clip, actual) in Clips(4).Zip(halved.GetColumn<float[]>("Samples")))
        {
            float[] resampled = Operation.Resample(new DiscreteSignal(Rate, clip.Samples), 8_000).Samples;
            Assert.Equal([.. resampled.Take(1_600), .. new float[Math.Max(0, 1_600 - resampled.Length)]], actual);
        }
    }

    [Fact]
    public void A_filter_that_is_not_stable_is_an_error()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(1));
        var changed = _ml.Transforms.ApplyEffect(new IirFilter([1.0], [1.0, -2.0]), Rate).Fit(view).Transform(view);

        var error = Assert.Throws<InvalidOperationException>(() => changed.GetColumn<float[]>("Samples").Count());

        Assert.StartsWith("The effect made sample ", error.Message, StringComparison.Ordinal);
        Assert.Contains("a clip of 3000 samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyEffect(new LowPassFilter(0.1), 0));

        Assert.StartsWith("sampleRateHz must be positive, got 0.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_is_a_signal_of_the_mean_of_its_channels_and_a_signal_a_clip()
    {
        var signal = new AudioClip(Rate, [0.5f, 1f], [0f, -1f]).ToDiscreteSignal();
        var clip = signal.ToAudioClip();

        Assert.Equal((Rate, 1, 2), (clip.SampleRateHz, clip.Channels, clip.Frames));
        Assert.Equal([0.25f, 0f], signal.Samples);
        signal.Samples[0] = 9;
        Assert.Equal([0.25f, 0f], clip.Channel(0).ToArray());
    }

    [Fact]
    public void The_pipeline_of_the_readme_tells_two_voices_apart()
    {
        var mlContext = new MLContext(seed: 1);
        var data = mlContext.Data.TrainTestSplit(
            mlContext.Data.LoadAudio(RepositoryFiles.At("data", "two-voices"), new() { PositiveLabel = "voice_b" }), testFraction: 0.3, samplingKeyColumnName: "Group");
        var mfcc = new MfccExtractor(new MfccOptions { SamplingRate = 16_000, FeatureCount = 13, FrameSize = 512, HopSize = 256 });

        var pipeline = mlContext.Transforms.LoadAudio(new() { SampleRateHz = 16_000 })
            .Append(mlContext.Transforms.ApplyEffect(signal => new LowPassFilter(0.2).ApplyTo(signal), 16_000))
            .Append(mlContext.Transforms.ExtractFeatureSet(new() { Features = [mfcc.AsFeature(), new RmsOptions()] }))   // mfcc0_mean, mfcc0_std, ... rms_std
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression());
        var metrics = mlContext.BinaryClassification.Evaluate(pipeline.Fit(data.TrainSet).Transform(data.TestSet));

        Assert.InRange(metrics.AreaUnderRocCurve, 0.95, 1);
    }

    private static Clip[] Clips(int count) => [.. Enumerable.Range(0, count).Select(i => new Clip { Samples = Some.Floats(3_000 + 61 * i % 1_001, seed: i) })];

    private sealed class Clip
    {
        public float[] Samples { get; set; } = [];
    }
}
