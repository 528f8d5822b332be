using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Embedded.Data;

public class TextCursorTests
{
    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_named_with_its_line()
    {
        var error = Read("plain,1\n\"open,2\n", DataKind.Single);

        Assert.Contains("Line 2: a field that begins with a quotation mark has no closing one.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_integer_that_is_none_is_named_with_file_line_and_column()
    {
        var error = Read("plain,1\nmore,1.5\n", DataKind.Int32);

        Assert.Contains("clips.csv, line 2, field 1: could not parse value '1.5' for column 'Number' of type Int32.", error.Message, StringComparison.Ordinal);
    }

    private static InvalidDataException Read(string text, DataKind kind)
    {
        using var folder = new TemporaryFolder().With("clips.csv", text);
        var data = new MLContext(1).Data.LoadFromTextFile(folder.At("clips.csv"), [new("Text", DataKind.String, 0), new("Number", kind, 1)], separatorChar: ',', allowQuoting: true);
        return Assert.Throws<InvalidDataException>(() => kind == DataKind.Int32 ? data.GetColumn<int>("Number").Count() : data.GetColumn<float>("Number").Count());
    }
}
