using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

/// <summary>What every extractor of the library promises, whatever it computes: each feature of the catalog with each of its presets, and the change over time of one.</summary>
public class FeatureContractTests
{
    private static readonly Dictionary<string, Func<IFeatureExtractor>> Extractors = FeatureCatalog.All
        .SelectMany(kind => kind.Presets, (kind, preset) => KeyValuePair.Create($"{kind.Name} {preset.Name}", () => preset.Create(22_050).CreateExtractor()))
        .Append(KeyValuePair.Create("mfcc delta", () => new FeatureDeltaOptions { Feature = MfccOptions.Librosa }.CreateExtractor()))
        .ToDictionary();

    public static TheoryData<string> Every => [.. Extractors.Keys];

    public static TheoryData<string> EveryStreaming => [.. Extractors.Keys.Where(name => Build(name) is IStreamingExtractor)];

    [Fact]
    public void The_catalog_has_every_extractor()
    {
        var known = Extractors.Values.Select(build => build().GetType()).ToHashSet();

        Assert.DoesNotContain(typeof(IFeatureExtractor).Assembly.GetTypes(), type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFeatureExtractor)) && !known.Contains(type));
    }

    [Theory, MemberData(nameof(Every))]
    public void There_is_a_name_for_each_row_and_as_many_frames_as_foretold(string name)
    {
        var extractor = Build(name);

        foreach (int samples in (int[])[1, 2, 100, 2_047, 2_048, 5_000])
        {
            float[] signal = Some.Floats(samples, seed: samples);
            if (extractor.FrameCount(samples) == 0)
            {
                Assert.ThrowsAny<ArgumentException>(() => extractor.Extract(signal));
                continue;
            }
            var matrix = extractor.Extract(signal);
            Assert.Equal((extractor.Names.Count, extractor.FrameCount(samples)), (matrix.Features, matrix.Frames));
        }
        Assert.Equal(extractor.Names.Count, extractor.Names.Distinct().Count());
    }

    [Theory, MemberData(nameof(Every))]
    public void Silence_a_constant_and_the_loudest_noise_give_finite_values(string name)
    {
        var extractor = Build(name);
        float[] constant = new float[8_000];
        constant.AsSpan().Fill(0.5f);
        float[] noise = Array.ConvertAll(Some.Floats(8_000, seed: 1), value => value < 0 ? -1f : 1f);

        foreach (float[] signal in (float[][])[new float[8_000], constant, noise])
            Assert.All(extractor.Extract(signal).Values, value => Assert.True(float.IsFinite(value)));
    }

    [Theory, MemberData(nameof(Every))]
    public void A_sample_that_is_not_finite_is_refused_and_so_is_an_empty_signal(string name)
    {
        var extractor = Build(name);
        float[] broken = Some.Floats(8_000, seed: 2);

        foreach (float value in (float[])[float.NaN, float.PositiveInfinity])
        {
            broken[7_000] = value;
            var error = Assert.ThrowsAny<ArgumentException>(() => extractor.Extract(broken));
            Assert.Contains("7000", error.Message, StringComparison.Ordinal);
        }
        Assert.ThrowsAny<ArgumentException>(() => extractor.Extract([]));
    }

    [Theory, MemberData(nameof(Every))]
    public void One_instance_gives_the_same_bits_on_eight_threads(string name)
    {
        var extractor = Build(name);
        float[] signal = Some.Floats(8_000, seed: 3), expected = extractor.Extract(signal).Values;

        Parallel.For(0, 16, new() { MaxDegreeOfParallelism = 8 }, _ => Assert.Equal(expected, extractor.Extract(signal).Values));
    }

    [Theory, MemberData(nameof(EveryStreaming))]
    public void A_stream_in_pieces_of_any_length_gives_the_whole_signals_bits(string name)
    {
        var extractor = (IStreamingExtractor)Build(name);
        float[] signal = Some.Floats(20_000, seed: 4);
        FeatureStream stream;
        try
        {
            stream = extractor.OpenStream();
        }
        catch (NotSupportedException error)
        {
            Assert.NotEmpty(error.Message);   // the defaults ask for the whole signal; the extractor's own tests stream with options that do not
            return;
        }

        Assert.Equal(Rows(extractor.Extract(signal)), FeatureStreams.Collect(stream, signal, seed: 5));
    }

    private static float[][] Rows(FeatureMatrix matrix) => [.. Enumerable.Range(0, matrix.Features).Select(row => matrix.Row(row).ToArray())];

    private static IFeatureExtractor Build(string name) => Extractors[name]();
}
