using MlNetAudio.Cli.Console;

namespace MlNetAudio.Tests.Cli.Console;

public class TextTableTests
{
    [Fact]
    public void Columns_are_aligned_and_numbers_stand_to_the_right()
    {
        var written = new StringWriter { NewLine = "\n" };

        TextTable.Write(written, ["model", "auc", "seconds", ""], [["lr", "0.91", "2", ""], ["lstm", "0.9", "128", ""]]);

        Assert.Equal("model   auc  seconds\nlr     0.91        2\nlstm    0.9      128\n", written.ToString());
    }
}
