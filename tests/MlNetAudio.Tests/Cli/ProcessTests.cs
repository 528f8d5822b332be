using System.Text.Json;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli;

/// <summary>The built mlaudio as scripts see it.</summary>
public class ProcessTests
{
    [Fact]
    public async Task Info_prints_one_JSON_document_and_nothing_else()
    {
        var (code, output, error) = await Run("info", "--json");

        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        Assert.Equal("0.1.0", document.RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Version_and_help_succeed()
    {
        var (code, output, _) = await Run("--version");
        var help = await Run("--help");

        Assert.Equal((0, 0), (code, help.Code));
        Assert.StartsWith("0.1.0", output, StringComparison.Ordinal);
        Assert.Contains("info", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_usage_exits_with_2_and_shows_no_stack_trace()
    {
        var (code, output, error) = await Run("info", "--nonsense");

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("mlaudio: There is no option '--nonsense'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Error)> Run(params string[] words) => BuiltProgram.Run(typeof(MlNetAudio.Cli.CommandLine).Assembly.Location, words);
}
