using System.Reflection;
using System.Xml.Linq;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Packages;

/// <summary>The .nuspec of every package of the solution, as dotnet pack writes them; the packages themselves are not zipped.</summary>
public sealed class PackageManifests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public static string Stack { get; } = typeof(MlNetAudio.Cli.CommandLine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "MlNetStack").Value!;

    /// <summary>By package id.</summary>
    public IReadOnlyDictionary<string, XElement> Manifests { get; private set; } = new Dictionary<string, XElement>();

    public async ValueTask InitializeAsync()
    {
        string configuration = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar).Contains("Debug") ? "Debug" : "Release";
        var (code, output, error) = await BuiltProgram.DotNet("msbuild", RepositoryFiles.At("MlNetAudio.sln"), "-t:Pack", "-nologo", "-v:q", "-m:1", "-nodeReuse:false", $"-p:Configuration={configuration}", $"-p:MlNetStack={Stack}",
            "-p:NoBuild=true", "-p:ContinuePackingAfterGeneratingNuspec=false", $"-p:NuspecOutputPath={_folder.Root}{Path.DirectorySeparatorChar}");
        if (code != 0) throw new InvalidOperationException($"Packing failed ({code}): {output}{error}");
        Manifests = Directory.EnumerateFiles(_folder.Root, "*.nuspec").Where(file => !file.Contains(".symbols.", StringComparison.Ordinal)).Select(file => XDocument.Load(file).Root!).ToDictionary(root => Metadata(root, "id"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A value of the manifest, or "".</summary>
    public static string Metadata(XElement manifest, string name) => Named(manifest, name).FirstOrDefault()?.Value ?? "";

    /// <summary>Elements without regard to the version of the schema.</summary>
    public static IEnumerable<XElement> Named(XElement manifest, string name) => manifest.Descendants().Where(element => element.Name.LocalName == name);
}
