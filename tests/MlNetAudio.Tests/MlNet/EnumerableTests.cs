using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class EnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fields_and_properties_become_columns_of_their_types()
    {
        DataViewSchema schema = _ml.Data.LoadFromEnumerable(new[] { new Mixed() }).Schema;

        Assert.Equal(
            ["Number: Single", "Flag: Boolean", "Renamed: String", "Sized: Vector<Single, 3>", "Loose: Vector<Double>", "Key: Key<UInt32, 0-9>"],
            schema.Select(column => $"{column.Name}: {column.Type}"));
    }

    [Fact]
    public void Rows_come_back_as_they_went_in()
    {
        var row = new Mixed { Number = 1.5f, Flag = true, Text = "ä", Sized = [1, 2, 3], Loose = [4] };

        Mixed back = _ml.Data.CreateEnumerable<Mixed>(_ml.Data.LoadFromEnumerable(new[] { row }), reuseRowObject: false).Single();

        Assert.Equal((row.Number, row.Flag, row.Text), (back.Number, back.Flag, back.Text));
        Assert.Equal(row.Sized, back.Sized);
        Assert.Equal(row.Loose, back.Loose);
        Assert.NotSame(row.Sized, back.Sized);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9, 10)]
    [InlineData(10, 0)]
    public void An_object_counts_keys_from_zero_and_a_column_from_one(uint inObject, uint inColumn)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Mixed { Key = inObject } });   // of ten: 10 is missing

        Assert.Equal([inColumn], data.GetColumn<uint>("Key"));
        Assert.Equal(inColumn, _ml.Data.CreateEnumerable<Mixed>(data, reuseRowObject: false).Single().Key);
    }

    [Fact]
    public void The_sequence_is_enumerated_anew_by_every_pass_and_not_before()
    {
        int passes = 0;
        IEnumerable<Mixed> Rows()
        {
            passes++;
            yield return new Mixed();
            yield return new Mixed();
        }

        IDataView data = _ml.Data.LoadFromEnumerable(Rows());
        int before = passes;
        int first = data.GetColumn<float>("Number").Count(), second = data.GetColumn<float>("Number").Count();

        Assert.Equal((0, 2, 2, 2), (before, first, second, passes));
    }

    [Fact]
    public void The_row_count_is_known_for_a_list_and_unknown_for_a_lazy_sequence()
    {
        List<Mixed> rows = [new(), new()];

        Assert.Equal(2, _ml.Data.LoadFromEnumerable(rows).GetRowCount());
        Assert.Null(_ml.Data.LoadFromEnumerable(rows.Where(row => !row.Flag)).GetRowCount());
    }

    [Fact]
    public void A_schema_definition_gives_an_array_its_size()
    {
        var definition = SchemaDefinition.Create(typeof(Mixed));
        definition["Loose"].ColumnType = new VectorDataViewType(NumberDataViewType.Double, 2);
        definition["Renamed"].ColumnName = "Title";

        DataViewSchema schema = _ml.Data.LoadFromEnumerable(new[] { new Mixed() }, definition).Schema;

        Assert.Equal(2, ((VectorDataViewType)schema["Loose"].Type).Size);
        Assert.Null(schema.GetColumnOrNull("Renamed"));
        Assert.Equal(TextDataViewType.Instance, schema["Title"].Type);
    }

    [Fact]
    public void A_schema_definition_has_null_for_a_column_that_is_none()
    {
        Assert.Null(SchemaDefinition.Create(typeof(Mixed))["Nowhere"]);
    }

    [Fact]
    public void Two_members_may_be_renamed_to_one_column_of_which_the_later_hides_the_earlier()
    {
        var definition = SchemaDefinition.Create(typeof(Mixed));
        definition["Flag"].ColumnName = "Number";

        DataViewSchema schema = _ml.Data.LoadFromEnumerable(new[] { new Mixed() }, definition).Schema;

        Assert.Equal([true, false], schema.Where(column => column.Name == "Number").Select(column => column.IsHidden));
    }

    [Fact]
    public void A_cursor_stands_before_the_first_row_and_after_the_last_one_on_minus_one()
    {
        IDataView data = Two();
        foreach (IDataView view in new[] { data, _ml.Data.Cache(data), _ml.Data.TakeRows(data, 2), _ml.Data.FilterRowsByColumn(data, "Number") })
        {
            using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
            var positions = new List<long> { cursor.Position };
            while (cursor.MoveNext()) positions.Add(cursor.Position);
            positions.Add(cursor.Position);

            Assert.Equal([-1, 0, 1, -1], positions);
            Assert.False(cursor.MoveNext());
        }
    }

    [Fact]
    public void A_getter_of_a_column_that_was_not_asked_for_is_refused()
    {
        IDataView data = Two();
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Number"]]);

        Assert.False(cursor.IsColumnActive(data.Schema["Flag"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<bool>(data.Schema["Flag"]));
    }

    [Fact]
    public void Another_data_views_schema_gives_an_array_its_size()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Loose", new VectorDataViewType(NumberDataViewType.Double, 2));

        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Mixed() }, builder.ToSchema());

        Assert.Equal("Vector<Double, 2>", data.Schema["Loose"].Type.ToString());
    }

    [Fact]
    public void A_null_array_is_an_empty_vector_and_the_declared_length_is_not_checked()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Mixed { Sized = null! }, new Mixed { Sized = [1, 2, 3, 4] } });

        Assert.Equal([0, 4], data.GetColumn<float[]>("Sized").Select(values => values.Length));
    }

    [Fact]
    public void A_member_of_a_type_that_no_column_holds_is_refused_by_name()
    {
        var error = Assert.ThrowsAny<Exception>(() => _ml.Data.LoadFromEnumerable(new[] { new Unfit() }));

        Assert.Contains("Items", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_refused_unless_it_may_be_missing()
    {
        IDataView data = _ml.Transforms.SelectColumns("Number").Fit(Two()).Transform(Two());

        var error = Assert.ThrowsAny<Exception>(() => _ml.Data.CreateEnumerable<Mixed>(data, reuseRowObject: false).Count());
        int rows = _ml.Data.CreateEnumerable<Mixed>(data, reuseRowObject: false, ignoreMissingColumns: true).Count();

        Assert.Contains("Flag", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, rows);
    }

    [Fact]
    public void A_reused_row_object_is_one_object()
    {
        Mixed[] rows = [.. _ml.Data.CreateEnumerable<Mixed>(Two(), reuseRowObject: true)];
        Mixed[] own = [.. _ml.Data.CreateEnumerable<Mixed>(Two(), reuseRowObject: false)];

        Assert.Same(rows[0], rows[1]);
        Assert.NotSame(own[0], own[1]);
    }

    [Fact]
    public void A_getter_of_another_type_is_refused()
    {
        IDataView data = Two();
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);

        Assert.ThrowsAny<InvalidOperationException>(() => cursor.GetGetter<double>(data.Schema["Number"]));
    }

    private IDataView Two() => _ml.Data.LoadFromEnumerable(new[] { new Mixed(), new Mixed() });

    private sealed class Mixed
    {
        public float Number;

        public bool Flag { get; set; }

        [ColumnName("Renamed")]
        public string Text { get; set; } = "";

        [VectorType(3)]
        public float[] Sized { get; set; } = [0, 0, 0];

        public double[] Loose { get; set; } = [];

        [KeyType(10)]
        public uint Key { get; set; }

        [NoColumn]
        public object? Other { get; set; }
    }

    private sealed class Unfit
    {
        public List<float> Items { get; set; } = [];
    }
}
