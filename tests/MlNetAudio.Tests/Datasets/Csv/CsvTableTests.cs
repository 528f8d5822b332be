using MlNetAudio.Datasets;
using MlNetAudio.Datasets.Csv;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Datasets.Csv;

public class CsvTableTests
{
    [Theory]
    [InlineData("path,label\na.wav,dog\nb.wav,cat\n")]
    [InlineData("path,label\r\na.wav,dog\r\nb.wav,cat\r\n")]
    [InlineData("path,label\ra.wav,dog\rb.wav,cat")]
    [InlineData("path,label\n\na.wav,dog\n\n\nb.wav,cat")]
    [InlineData("\"path\",\"label\"\n\"a.wav\",\"dog\"\n\"b.wav\",\"cat\"")]
    [InlineData(" path , label \na.wav,dog\nb.wav,cat")]
    public void Every_line_end_and_every_kind_of_field_gives_the_same_table(string text)
    {
        var table = CsvTable.Parse("m.csv", text);

        Assert.Equal(["path", "label"], table.Columns);
        Assert.Equal([["a.wav", "dog"], ["b.wav", "cat"]], table.Rows.Select(row => row.Fields));
    }

    [Fact]
    public void A_quoted_field_holds_commas_quotes_and_line_ends_and_lines_are_still_counted()
    {
        var table = CsvTable.Parse("m.csv", "path,text\na.wav,\"Yes, \"\"now\"\"\r\nor never\"\nb.wav,");

        Assert.Equal("Yes, \"now\"\r\nor never", table.Rows[0].Fields[1]);
        Assert.Equal([2, 4], table.Rows.Select(row => row.Line));
        Assert.Equal("", table.Rows[1].Fields[1]);
    }

    [Theory]
    [InlineData("", "m.csv: the file is empty; its first line must name the columns, such as path,label,group.")]
    [InlineData("path;label\na.wav;dog", "m.csv: the columns are separated by ';'; save the file with commas.")]
    [InlineData("path\tlabel\na.wav\tdog", "m.csv: the columns are separated by tabs; save the file with commas.")]
    [InlineData("path,label,Path\n", "m.csv: the column 'path' stands 2 times in the header; every column needs its own name.")]
    [InlineData("path,label\na.wav,dog\nb.wav\n", "m.csv line 3: 1 fields where the header names 2; put fields that hold a comma in quotes.")]
    [InlineData("path,label\na.wav,the \"dog\"\n", "m.csv line 2: a quote stands inside a field that does not start with one; put the whole field in quotes and double the quotes inside it.")]
    [InlineData("path,label\na.wav,\"the\" dog\n", "m.csv line 2: text follows a closing quote; put the whole field in quotes and double the quotes inside it.")]
    [InlineData("path,label\na.wav,\"dog\nb.wav,cat\n", "m.csv line 2: a quote is opened and never closed.")]
    [InlineData("path,label\na\0.wav,dog\n", "m.csv: the file holds zero bytes, so it is no CSV text; save it as CSV UTF-8.")]
    public void A_malformed_table_is_refused_with_its_place(string text, string message)
    {
        var error = Assert.Throws<DatasetException>(() => CsvTable.Parse("m.csv", text));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("m.csv"), [0xEF, 0xBB, 0xBF, .. "path,label\na.wav,dog\n"u8]);

        Assert.Equal(["path", "label"], CsvTable.Read(folder.At("m.csv")).Columns);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused_instead_of_misread()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("m.csv"), [.. "path,label\n"u8, 0xE9, .. ".wav,dog\n"u8]);

        var error = Assert.Throws<DatasetException>(() => CsvTable.Read(folder.At("m.csv")));

        Assert.Equal($"{folder.At("m.csv")}: the file is not UTF-8 text; save it as CSV UTF-8.", error.Message);
    }

    [Fact]
    public void Unnamed_columns_may_repeat_and_are_left_out_of_the_named_fields()
    {
        var table = CsvTable.Parse("m.csv", ",path,\n0,a.wav,\n");

        Assert.Equal(["path"], table.Named(table.Rows[0]).Keys);
    }
}
