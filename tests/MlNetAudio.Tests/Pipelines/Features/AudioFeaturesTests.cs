using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Features;

public sealed class AudioFeaturesTests
{
    private static readonly MfccOptions Mfcc = MfccOptions.Librosa with { SampleRateHz = 16_000, FftLength = 512, HopLength = 256, MelBands = 40, Coefficients = 13 };
    private static readonly LogMelOptions LogMel = LogMelOptions.Librosa with { SampleRateHz = 16_000, FftLength = 512, HopLength = 256, MelBands = 40 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Mfcc_are_those_of_the_extractor_padded_or_cropped_to_one_shape()
    {
        var clips = Clips(3_000, 5_000, 200);
        var view = _ml.Data.LoadFromEnumerable(clips);

        var features = _ml.Transforms.ExtractMfcc(Mfcc, clipSamples: 4_000).Fit(view).Transform(view);

        Assert.Equal([13, 16], Assert.IsType<VectorDataViewType>(features.Schema["Features"].Type).Dimensions);
        var extractor = new MfccExtractor(Mfcc);
        foreach (var (clip, row) in clips.Zip(features.GetColumn<float[]>("Features")))
            Assert.Equal(extractor.Extract([.. clip.Samples.Take(4_000), .. new float[Math.Max(0, 4_000 - clip.Samples.Length)]]).Values, row);
    }

    [Fact]
    public void The_size_of_the_column_is_the_clip_length_where_it_is_known()
    {
        var definition = SchemaDefinition.Create(typeof(Clip));
        definition["Samples"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2_560);
        var view = _ml.Data.LoadFromEnumerable(Clips(2_560, 2_560), definition);

        var features = _ml.Transforms.ExtractLogMel(LogMel).Fit(view).Transform(view);

        Assert.Equal([40, 11], Assert.IsType<VectorDataViewType>(features.Schema["Features"].Type).Dimensions);
        Assert.Equal(440, features.GetColumn<float[]>("Features").First().Length);
    }

    [Fact]
    public void Clips_of_any_length_need_a_clip_length()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(100));

        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.ExtractMfcc(Mfcc).Fit(view));

        Assert.Contains("clipSamples", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Samples'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_have_one_size_for_clips_of_any_length_and_their_slots_have_names()
    {
        var clips = Clips(3_000, 5_000);
        var view = _ml.Data.LoadFromEnumerable(clips);
        FeatureSetOptions options = new() { Features = [Mfcc, new RmsOptions()], Statistics = [Statistic.Mean, Statistic.Maximum] };

        var features = _ml.Transforms.ExtractFeatureSet(options).Append(_ml.Transforms.ExtractAudioStatistics("Loudness")).Fit(view).Transform(view);

        var extractor = new FeatureSetExtractor(options);
        Assert.Equal(clips.Select(clip => extractor.Extract(clip.Samples)), features.GetColumn<float[]>("Features"));
        Assert.Equal(clips.Select(clip => new AudioStatisticsExtractor(new()).Extract(clip.Samples)), features.GetColumn<float[]>("Loudness"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        features.Schema["Features"].GetSlotNames(ref names);
        Assert.Equal(extractor.Names, names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void A_prediction_engine_extracts_of_one_clip()
    {
        var empty = _ml.Data.LoadFromEnumerable(Array.Empty<Clip>());
        using var engine = _ml.Model.CreatePredictionEngine<Clip, Described>(_ml.Transforms.ExtractAudioStatistics().Fit(empty));
        var clips = Clips(3_000, 5_000);

        float[][] described = [.. clips.Select(clip => engine.Predict(clip).Features)];

        Assert.Equal(clips.Select(clip => new AudioStatisticsExtractor(new()).Extract(clip.Samples)), described);
    }

    [Fact]
    public void A_trainer_behind_features_sees_them()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Clip { Samples = Some.Sine(i % 2 == 0 ? 200 : 2_000, 16_000, 2_000 + 50 * i, 0.5), Label = i % 2 == 1 }).ToArray());
        var pipeline = _ml.Transforms.ExtractMfcc(Mfcc, clipSamples: 2_000)
            .Append(_ml.Transforms.NormalizeMinMax("Features"))
            .Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression());

        var folds = _ml.BinaryClassification.CrossValidate(view, pipeline, numberOfFolds: 3);

        Assert.All(folds, fold => Assert.Equal(1, fold.Metrics.AreaUnderRocCurve));
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(100));

        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.ExtractAudioStatistics("Features", "Waveform").Fit(view));

        Assert.Contains("'Waveform'", error.Message, StringComparison.Ordinal);
    }

    private static Clip[] Clips(params int[] samples) => [.. samples.Select((count, i) => new Clip { Samples = Some.Floats(count, seed: i) })];

    private sealed class Clip
    {
        public float[] Samples { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Described
    {
        public float[] Features { get; set; } = [];
    }
}
