using MlNetAudio.Cli.Console;
using Spectre.Console;

namespace MlNetAudio.Tests.Cli.Console;

public class TerminalProgressTests
{
    [Fact]
    public void Every_stage_has_a_bar_and_notes_stand_above_them()
    {
        var (console, written) = Terminal();

        using (var progress = new TerminalProgress(console))
        {
            progress.Report(new("training [cnn]", 0, 2, null));
            progress.Note("a[1].wav: skipped");
            progress.Report(new("training [cnn]", 5, 2, "epoch 5"));
            progress.Report(new("scoring", 0, 0, null));
        }

        Assert.Contains("training [cnn]: epoch 5", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("a[1].wav: skipped", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("scoring", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_drawn_where_nothing_is_reported_or_after_the_end()
    {
        var (console, written) = Terminal();

        using var progress = new TerminalProgress(console);
        progress.Finish();
        progress.Report(new("late", 0, 1, null));
        progress.Finish();

        Assert.Equal("", written.ToString());
    }

    private static (IAnsiConsole Console, StringWriter Written) Terminal()
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 120;
        return (console, written);
    }
}
