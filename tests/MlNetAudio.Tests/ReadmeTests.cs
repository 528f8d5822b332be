using System.Text.RegularExpressions;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests;

public partial class ReadmeTests
{
    [Fact]
    public void The_examples_are_the_code_that_is_compiled_here()
    {
        string readme = File.ReadAllText(RepositoryFiles.At("README.md")), example = File.ReadAllText(RepositoryFiles.At("tests", "MlNetAudio.Tests", "ReadmeExample.cs"));
        MatchCollection blocks = CSharpBlock().Matches(readme);

        Assert.Equal(2, blocks.Count);
        foreach (Match block in blocks)
        {
            string[] lines = [.. block.Groups[1].Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            Assert.True(lines.Length >= 10);
            int at = 0;
            foreach (string line in lines)
            {
                int next = example.IndexOf(line, at, StringComparison.Ordinal);
                Assert.True(next >= 0, $"not in ReadmeExample.cs, or in another order: {line}");
                at = next + line.Length;
            }
        }
    }

    [Fact]
    public void The_example_of_an_app_trains_a_model_that_tells_the_voices_apart() => Assert.InRange(ReadmeExample.InAnApp(RepositoryFiles.At("data", "two-voices")), 0.8, 1);

    [Fact]
    public void Every_file_that_a_readme_points_to_is_there()
    {
        foreach (string readme in Directory.EnumerateFiles(RepositoryFiles.At("src"), "README.md", SearchOption.AllDirectories).Append(RepositoryFiles.At("README.md")).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)))
            foreach (Match link in LocalLink().Matches(File.ReadAllText(readme)))
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(readme)!, link.Groups[1].Value)), $"{readme} points to {link.Groups[1].Value}");
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex LocalLink();
}
