using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Effects;

public sealed class ApplyEffectTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_clip_of_any_length_becomes_what_the_effect_makes_of_it()
    {
        var clips = Clips(3_000, 5_000, 1);
        var view = _ml.Data.LoadFromEnumerable(clips);

        var changed = _ml.Transforms.ApplyEffect(samples => PreEmphasis.Apply(samples)).Fit(view).Transform(view);

        Assert.False(Assert.IsType<VectorDataViewType>(changed.Schema["Samples"].Type).IsKnownSize);
        Assert.Equal(clips.Select(clip => PreEmphasis.Apply(clip.Samples)), changed.GetColumn<float[]>("Samples"));
    }

    [Fact]
    public void A_clip_length_pads_and_crops_the_result_so_that_a_feature_over_time_can_follow()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(100, 600));
        var pipeline = _ml.Transforms.ApplyEffect(samples => [.. samples, 0.5f, 0.25f], "Longer", clipSamples: 512)
            .Append(_ml.Transforms.ExtractFeature(new RmsOptions { FrameLength = 256, HopLength = 256 }, inputColumnName: "Longer"));

        var changed = pipeline.Fit(view).Transform(view);

        Assert.Equal(512, Assert.IsType<VectorDataViewType>(changed.Schema["Longer"].Type).Size);
        float[][] longer = [.. changed.GetColumn<float[]>("Longer")];
        Assert.Equal([.. Clips(100)[0].Samples, 0.5f, 0.25f, .. new float[410]], longer[0]);
        Assert.Equal(Clips(100, 600)[1].Samples[..512], longer[1]);
        Assert.Equal(longer.Select(clip => new RmsExtractor(new() { FrameLength = 256, HopLength = 256 }).Extract(clip).Values), changed.GetColumn<float[]>("Features"));
    }

    [Fact]
    public void A_result_with_a_sample_that_is_not_finite_is_an_error_that_names_it()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(100));
        var changed = _ml.Transforms.ApplyEffect(samples => [.. samples, float.NaN]).Fit(view).Transform(view);

        var error = Assert.Throws<InvalidOperationException>(() => changed.GetColumn<float[]>("Samples").Count());

        Assert.StartsWith("The effect made sample 100 of a clip of 100 samples NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_without_samples_is_an_error()
    {
        var view = _ml.Data.LoadFromEnumerable(Clips(100));
        var changed = _ml.Transforms.ApplyEffect(_ => []).Fit(view).Transform(view);

        var error = Assert.Throws<InvalidOperationException>(() => changed.GetColumn<float[]>("Samples").Count());

        Assert.StartsWith("The effect made a clip of 100 samples into one of none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_with_a_sample_that_is_not_finite_is_refused_before_the_effect_sees_it()
    {
        var view = _ml.Data.LoadFromEnumerable([new Clip { Samples = [0.5f, float.PositiveInfinity] }]);
        var changed = _ml.Transforms.ApplyEffect(samples => throw new UnreachableEffectException()).Fit(view).Transform(view);

        var error = Assert.Throws<ArgumentException>(() => changed.GetColumn<float[]>("Samples").Count());

        Assert.StartsWith("Sample 1 is", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_length_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyEffect(samples => samples.ToArray(), clipSamples: 0));

        Assert.StartsWith("clipSamples must be positive", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_engine_applies_it_to_one_clip()
    {
        var empty = _ml.Data.LoadFromEnumerable(Array.Empty<Clip>());
        using var engine = _ml.Model.CreatePredictionEngine<Clip, Clip>(_ml.Transforms.ApplyEffect(samples => Level.Amplify(samples, -6)).Fit(empty));
        var clips = Clips(3_000, 50);

        float[][] changed = [.. clips.Select(clip => engine.Predict(clip).Samples)];

        Assert.Equal(clips.Select(clip => Level.Amplify(clip.Samples, -6)), changed);
    }

    private static Clip[] Clips(params int[] samples) => [.. samples.Select((count, i) => new Clip { Samples = Some.Floats(count, seed: i) })];

    private sealed class UnreachableEffectException : Exception;

    private sealed class Clip
    {
        public float[] Samples { get; set; } = [];
    }
}
