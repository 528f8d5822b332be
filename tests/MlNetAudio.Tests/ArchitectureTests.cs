using System.Xml.Linq;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests;

/// <summary>The arrows between the projects, as README.md draws them: one that is not here cannot appear unnoticed.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["MlNetAudio.Dsp"] = ([], ["System.Numerics.Tensors"]),
        ["MlNetAudio.Datasets"] = (["MlNetAudio.Dsp"], []),
        ["MlNetAudio.Networks"] = ([], ["System.Numerics.Tensors"]),
        ["MlNetAudio.Networks.TorchSharp"] = (["MlNetAudio.Networks"], ["TorchSharp"]),
        ["MlNetAudio.Onnx"] = (["MlNetAudio.Dsp", "MlNetAudio.Networks"], ["Google.Protobuf"]),
        ["MlNetAudio.Evaluation"] = ([], ["MathNet.Numerics"]),
        ["MlNetAudio.Pipelines"] = (["MlNetAudio.Dsp", "MlNetAudio.Datasets", "MlNetAudio.Networks", "MlNetAudio.Onnx", "MlNetAudio.Evaluation"], ["Microsoft.ML"]),
        ["MlNetAudio.Pipelines.NWaves"] = (["MlNetAudio.Dsp", "MlNetAudio.Pipelines"], ["NWaves"]),
        ["MlNetAudio.Reports"] = (["MlNetAudio.Evaluation"], []),
        ["MlNetAudio.Cli"] = (
            ["MlNetAudio.Dsp", "MlNetAudio.Datasets", "MlNetAudio.Networks", "MlNetAudio.Networks.TorchSharp", "MlNetAudio.Onnx", "MlNetAudio.Evaluation", "MlNetAudio.Pipelines", "MlNetAudio.Reports"],
            ["System.CommandLine", "Spectre.Console", "YamlDotNet", "Microsoft.ML", "$(TorchSharpVariant)"]),
        ["MlNetAudio.Samples.ScoreInPipeline"] = (["MlNetAudio.Pipelines"], ["Microsoft.ML"]),
        ["MlNetAudio.Samples.ScoreApi"] = (["MlNetAudio.Pipelines"], ["Microsoft.ML"]),
        ["MlNetAudio.Samples.RetrainHead"] = (["MlNetAudio.Pipelines"], ["Microsoft.ML"]),
        ["MlNetAudio.Embedded.OnnxRuntime"] = ([], ["System.Numerics.Tensors"]),
        ["MlNetAudio.Embedded.ML"] = (["MlNetAudio.Embedded.OnnxRuntime"], ["MathNet.Numerics"]),
    };

    public static TheoryData<string> Projects => [.. ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string project)
    {
        var file = XDocument.Load(ProjectFiles().Single(file => Path.GetFileNameWithoutExtension(file) == project));
        Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} is not in the table of projects.");

        var projects = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        var packages = file.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);
        if (file.Descendants("UsesMlNet").Any(use => use.Value == "true")) packages = packages.Append("Microsoft.ML");

        Assert.Empty(projects.Except(allowed.Projects));
        Assert.Empty(packages.Except(allowed.Packages));
    }

    [Fact]
    public void Only_the_embedded_projects_and_the_build_files_know_which_stack_is_there()
    {
        string[] sources = [.. Directory.EnumerateFiles(RepositoryFiles.At("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !InFolder(file, "Embedded") && !InFolder(file, "node_modules") && !InFolder(file, "obj"))];

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, file => File.ReadAllText(file).Contains("#if", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, file => File.ReadAllText(file).Contains("MlNetAudio.Embedded", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(RepositoryFiles.At("MlNetAudio.sln"));

        Assert.DoesNotContain(ProjectFiles(), file => !solution.Contains(Path.GetFileName(file), StringComparison.Ordinal));
    }

    private static IEnumerable<string> ProjectFiles() =>
        Directory.EnumerateFiles(RepositoryFiles.At("src"), "*.csproj", SearchOption.AllDirectories).Where(file => !InFolder(file, "node_modules"));

    private static bool InFolder(string path, string folder) => path.Split(Path.DirectorySeparatorChar).Contains(folder);
}
