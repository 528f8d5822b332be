using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class ColumnTransformTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Concatenate_joins_scalars_and_vectors_in_order_and_names_the_slots()
    {
        IDataView data = Rows();
        IDataView inner = _ml.Transforms.Concatenate("Inner", "A", "B").Fit(data).Transform(data);
        IDataView joined = _ml.Transforms.Concatenate("Features", "B", "Inner", "Pair").Fit(inner).Transform(inner);

        VBuffer<ReadOnlyMemory<char>> names = default;
        joined.Schema["Features"].GetSlotNames(ref names);

        Assert.Equal("Vector<Single, 5>", joined.Schema["Features"].Type.ToString());
        Assert.Equal([2, 1, 2, 3, 4], joined.GetColumn<float[]>("Features").First());
        Assert.Equal(["B", "Inner.A", "Inner.B", "", ""], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void A_column_without_slot_names_says_so()
    {
        DataViewSchema.Column column = Rows().Schema["Pair"];
        VBuffer<ReadOnlyMemory<char>> names = default;

        Assert.False(column.HasSlotNames());
        Assert.Throws<InvalidOperationException>(() => column.GetSlotNames(ref names));
    }

    [Fact]
    public void Concatenate_refuses_columns_of_different_item_types_and_missing_ones_by_name()
    {
        var different = Assert.ThrowsAny<Exception>(() => _ml.Transforms.Concatenate("Features", "A", "Text").Append(_ml.Transforms.CopyColumns("C", "A")).Fit(Rows()));
        var missing = Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.Concatenate("Features", "A", "Nowhere").Append(_ml.Transforms.CopyColumns("C", "A")).Fit(Rows()));

        Assert.Contains("Text", different.Message, StringComparison.Ordinal);
        Assert.Contains("Could not find input column 'Nowhere'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replaced_column_stays_hidden_before_the_one_that_replaces_it()
    {
        IDataView data = Rows();

        DataViewSchema schema = _ml.Transforms.NormalizeMinMax("A").Fit(data).Transform(data).Schema;

        Assert.Equal(["A", "A", "B", "Pair", "Text"], schema.Select(column => column.Name));
        Assert.Equal([true, false, false, false, false], schema.Select(column => column.IsHidden));
        Assert.Equal(1, schema["A"].Index);
        Assert.True(schema["A"].IsNormalized());
    }

    [Fact]
    public void Hidden_columns_can_still_be_read_by_their_column()
    {
        IDataView data = Rows();
        IDataView normalised = _ml.Transforms.NormalizeMinMax("A").Fit(data).Transform(data);

        Assert.Equal([1f, 5f], normalised.GetColumn<float>(normalised.Schema[0]));
        Assert.Equal([0.2f, 1f], normalised.GetColumn<float>("A"));
    }

    [Fact]
    public void SelectColumns_keeps_the_named_columns_in_the_named_order_and_DropColumns_the_others()
    {
        IDataView data = Rows();
        IDataView twice = _ml.Transforms.CopyColumns("A", "B").Fit(data).Transform(data);

        Assert.Equal(["Text", "A"], Names(_ml.Transforms.SelectColumns("Text", "A").Fit(twice).Transform(twice)));
        Assert.Equal(["A", "A"], Names(_ml.Transforms.SelectColumns(["A"], keepHidden: true).Fit(twice).Transform(twice)));
        Assert.Equal(["A", "A", "B", "Pair"], Names(_ml.Transforms.DropColumns("Text").Fit(twice).Transform(twice)));
        Assert.Equal(["B", "B"], Names(_ml.Transforms.SelectColumns("B", "B").Fit(twice).Transform(twice)));
        Assert.Equal([2f, 6f], _ml.Transforms.SelectColumns("A").Fit(twice).Transform(twice).GetColumn<float>("A"));
    }

    [Fact]
    public void A_selection_of_nothing_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => _ml.Transforms.SelectColumns());
        Assert.Throws<InvalidOperationException>(() => _ml.Transforms.DropColumns());
    }

    [Fact]
    public void A_column_is_read_as_its_type_or_refused_with_both_types()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Rows().GetColumn<double>("A").Count());

        Assert.StartsWith("Cannot map column (name: A, type: Single) in data to the user-defined type, System.Double.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_not_concatenated_in_a_chain()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Keyed() });

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.Concatenate("Keys", "Key", "Key").Append(_ml.Transforms.CopyColumns("C", "Key")).Fit(data));

        Assert.Equal("Column 'Key' is key. Concatenation of keys is unsupported.", error.Message);
    }

    [Fact]
    public void A_schema_finds_by_name_or_says_that_it_does_not()
    {
        DataViewSchema schema = Rows().Schema;

        Assert.ThrowsAny<ArgumentException>(() => schema["Nowhere"]);
        Assert.Null(schema.GetColumnOrNull("Nowhere"));
    }

    [Fact]
    public void A_chain_hands_out_what_it_fitted()
    {
        IDataView data = Rows();
        ITransformer? seen = null;
        var chain = _ml.Transforms.Concatenate("Features", "A", "B")
            .Append(_ml.Transforms.NormalizeMinMax("Features").WithOnFitDelegate(fitted => seen = fitted))
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.CopyColumns("Copy", "Features"));

        TransformerChain<Microsoft.ML.Transforms.ColumnCopyingTransformer> fitted = chain.Fit(data);

        Assert.Equal(3, fitted.Count());
        Assert.Same(fitted.Skip(1).First(), seen);
        Assert.Same(fitted.LastTransformer, fitted.Last());
        Assert.Equal([1f, 1f], fitted.Transform(data).GetColumn<float[]>("Copy").Last());
    }

    private static string[] Names(IDataView data) => [.. data.Schema.Select(column => column.Name)];

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(new[]
    {
        new Row { A = 1, B = 2, Pair = [3, 4], Text = "x" },
        new Row { A = 5, B = 6, Pair = [7, 8], Text = "y" },
    });

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Key { get; set; }
    }

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [];

        public string Text { get; set; } = "";
    }
}
