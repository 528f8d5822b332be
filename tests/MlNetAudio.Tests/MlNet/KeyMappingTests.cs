using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlNetAudio.Tests.MlNet;

public class KeyMappingTests
{
    [Theory]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, new[] { "meow", "bark", "tweet" })]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, new[] { "bark", "meow", "tweet" })]
    public void Keys_count_from_one_in_the_order_asked_for(ValueToKeyMappingEstimator.KeyOrdinality order, string[] expected)
    {
        var ml = new MLContext(1);
        string[] texts = ["meow", "bark", "meow", "tweet"];
        var data = ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));

        var mapped = ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyOrdinality: order).Fit(data).Transform(data);

        VBuffer<ReadOnlyMemory<char>> values = default;
        mapped.Schema["Key"].GetKeyValues(ref values);
        Assert.Equal(expected, values.DenseValues().Select(value => value.ToString()));
        Assert.Equal(texts.Select(text => (uint)Array.IndexOf(expected, text) + 1), mapped.GetColumn<uint>("Key"));
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), mapped.Schema["Key"].Type);
    }

    [Fact]
    public void Keys_lead_back_to_their_values_and_the_missing_key_to_nothing()
    {
        var ml = new MLContext(1);
        var known = ml.Data.LoadFromEnumerable(new[] { new Row { Text = "a", Number = 5 }, new Row { Text = "b", Number = 7 } });
        var more = ml.Data.LoadFromEnumerable(new[] { new Row { Text = "b", Number = 9 }, new Row { Text = "c", Number = 5 } });

        var model = ml.Transforms.Conversion.MapValueToKey([new("TextKey", "Text"), new("NumberKey", "Number")])
            .Append(ml.Transforms.Conversion.MapKeyToValue([new("TextBack", "TextKey"), new("NumberBack", "NumberKey")])).Fit(known);
        var back = model.Transform(more);

        Assert.Equal(["b", ""], back.GetColumn<string>("TextBack"));
        Assert.Equal([float.NaN, 5f], back.GetColumn<float>("NumberBack"));
    }

    [Fact]
    public void Vectors_are_mapped_slot_by_slot()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Words = ["x", "y"] }, new Row { Words = ["y", "z"] } });

        var mapped = ml.Transforms.Conversion.MapValueToKey("Keys", "Words").Append(ml.Transforms.Conversion.MapKeyToValue("Back", "Keys")).Fit(data).Transform(data);

        Assert.Equal([[1, 2], [2, 3]], mapped.GetColumn<uint[]>("Keys"));
        Assert.Equal([["x", "y"], ["y", "z"]], mapped.GetColumn<string[]>("Back"));
    }

    [Fact]
    public void Given_values_are_the_keys_whatever_the_data_holds()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Text = "b" }, new Row { Text = "z" } });
        var keys = ml.Data.LoadFromEnumerable(new[] { new Term { Text = "a" }, new Term { Text = "b" } });

        var mapped = ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyData: keys).Fit(data).Transform(data);

        Assert.Equal([2u, 0u], mapped.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Values_beyond_the_maximum_are_missing()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Text = "a" }, new Row { Text = "b" }, new Row { Text = "c" } });

        Assert.Equal([1u, 2u, 0u], ml.Transforms.Conversion.MapValueToKey("Key", "Text", maximumNumberOfKeys: 2).Fit(data).Transform(data).GetColumn<uint>("Key"));
    }

    [Fact]
    public void A_column_of_no_keys_does_not_lead_back()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Text = "a" } });

        var error = Assert.ThrowsAny<Exception>(() => ml.Transforms.Conversion.MapKeyToValue("Back", "Text").Append(ml.Transforms.CopyColumns("X", "Back")).Fit(data));

        Assert.Contains("expected KeyType, got String", error.Message, StringComparison.Ordinal);
    }

    private sealed class Term
    {
        public string Text { get; set; } = "";
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public float Number { get; set; }

        [VectorType(2)]
        public string[] Words { get; set; } = ["", ""];
    }
}
