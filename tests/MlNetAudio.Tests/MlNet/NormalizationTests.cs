using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

public class NormalizationTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string, string, bool> GoldenSettings => new(
        from name in (string[])["twovoices", "fsdd_jackson_nicolas"]
        from kind in (string[])["NormalizeMeanVariance", "NormalizeMinMax"]
        from fixZero in (bool[])[true, false]
        select (name, kind, fixZero));

    [Theory, MemberData(nameof(GoldenSettings))]
    public void The_first_test_row_is_normalised_as_the_official_library_does(string name, string kind, bool fixZero)
    {
        var golden = GoldenVoices.Load(name);
        JsonElement entry = golden.Answers.GetProperty($"{kind}(fixZero: {(fixZero ? "true" : "false")})");
        NormalizingEstimator estimator = kind == "NormalizeMinMax"
            ? _ml.Transforms.NormalizeMinMax("Features", fixZero: fixZero)
            : _ml.Transforms.NormalizeMeanVariance("Features", fixZero: fixZero);

        IDataView normalised = estimator.Fit(GoldenVoices.View(_ml, golden.Train)).Transform(GoldenVoices.View(_ml, golden.Test));

        Approximately.Equal(Floats(entry.GetProperty("first_test_row")), golden.Test[0].Features, tolerance: 0);
        Approximately.Equal(Floats(entry.GetProperty("normalized")), normalised.GetColumn<float[]>("Features").First(), tolerance: 1e-6);
    }

    [Theory]
    [InlineData(true, 0.28284271f, 0.56568542f, 0.84852814f, 1.6970563f)]
    [InlineData(false, -1.0690450f, -0.5345225f, 0f, 1.6035674f)]
    public void A_scalar_column_is_normalised_by_mean_and_variance(bool fixZero, float first, float second, float third, float fourth)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new float[] { 1, 2, 3, 6 }.Select(value => new Scalar { Value = value }));

        IDataView normalised = _ml.Transforms.NormalizeMeanVariance("Value", fixZero: fixZero).Fit(data).Transform(data);

        Approximately.Equal([first, second, third, fourth], normalised.GetColumn<float>("Value").ToArray(), tolerance: 1e-6);
    }

    [Fact]
    public void The_parameters_of_a_vector_say_what_is_subtracted_and_multiplied()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Pair { Values = [1, -4] }, new Pair { Values = [3, 4] } });

        var subtracting = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)_ml.Transforms
            .NormalizeMeanVariance("Values", fixZero: false).Fit(data).GetNormalizerModelParameters(0);
        var fixedZero = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)_ml.Transforms
            .NormalizeMinMax("Values").Fit(data).GetNormalizerModelParameters(0);

        Assert.Equal([2f, 0f], subtracting.Offset);
        Assert.Equal([1f, 0.25f], subtracting.Scale);
        Assert.Empty(fixedZero.Offset);
        Assert.Equal([1 / 3f, 0.25f], fixedZero.Scale);
    }

    [Fact]
    public void The_distribution_function_maps_the_mean_to_one_half()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new float[] { 1, 2, 3 }.Select(value => new Scalar { Value = value }));

        float[] values = [.. _ml.Transforms.NormalizeMeanVariance("Value", useCdf: true).Fit(data).Transform(data).GetColumn<float>("Value")];

        Approximately.Equal([0.11036907f, 0.5f, 0.88963093f], values, tolerance: 1e-6);   // Φ(±√1.5) is 0.5 ± 0.38966431; the official Φ is an approximation
    }

    [Fact]
    public void The_distribution_function_is_zero_for_a_constant_and_for_what_is_not_finite()
    {
        IDataView constant = Values(3, 3), infinite = Values(1, float.NaN, float.PositiveInfinity, 2);
        var byDistribution = _ml.Transforms.NormalizeMeanVariance("Value", useCdf: true);

        Assert.Equal([0f, 0f], byDistribution.Fit(constant).Transform(constant).GetColumn<float>("Value"));
        Assert.Equal([0f, 0f], byDistribution.Fit(infinite).Transform(infinite).GetColumn<float>("Value").Skip(1).Take(2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_infinite_value_counts_for_the_range_and_a_missing_one_does_not(bool fixZero)
    {
        IDataView infinite = Values(1, float.PositiveInfinity, 2), missing = Values(2, float.NaN, 4);
        var byRange = _ml.Transforms.NormalizeMinMax("Value", fixZero: fixZero);

        Assert.Equal([0f, float.NaN, 0f], byRange.Fit(infinite).Transform(infinite).GetColumn<float>("Value"));
        Assert.Equal([fixZero ? 0.5f : 0, float.NaN, 1f], byRange.Fit(missing).Transform(missing).GetColumn<float>("Value"));
    }

    [Fact]
    public void A_vector_of_unknown_size_is_refused_before_anything_is_read()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new Loose { Values = [i] }));
        var chain = _ml.Transforms.CopyColumns("Copy", "Values").Append(_ml.Transforms.NormalizeMinMax("Copy"));

        var alone = Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.NormalizeMinMax("Values").Fit(data));
        var inChain = Assert.ThrowsAny<ArgumentException>(() => chain.Fit(data));

        Assert.StartsWith("Wrong column type for input column. Expected: Single, Double, Vector of Single or Vector of Double. Got: Vector<Single>.", alone.Message, StringComparison.Ordinal);
        Assert.Contains("expected known-size vector or scalar, got VarVector<Single>", inChain.Message, StringComparison.Ordinal);
    }

    private IDataView Values(params float[] values) => _ml.Data.LoadFromEnumerable(values.Select(value => new Scalar { Value = value }));

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetSingle())];

    private sealed class Scalar
    {
        public float Value { get; set; }
    }

    private sealed class Pair
    {
        [VectorType(2)]
        public float[] Values { get; set; } = [];
    }

    private sealed class Loose
    {
        public float[] Values { get; set; } = [];
    }
}
