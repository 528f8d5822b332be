using System.Xml.Linq;

namespace MlNetAudio.Tests.Packages;

public sealed class PackageTests(PackageManifests packages) : IClassFixture<PackageManifests>
{
    private static bool IsEmbedded => PackageManifests.Stack == "embedded";

    private static string[] MlNet => IsEmbedded ? ["MlNetAudio.Embedded.ML", "MlNetAudio.Embedded.OnnxRuntime"] : ["Microsoft.ML", "Microsoft.ML.FastTree", "Microsoft.ML.OnnxTransformer", "Microsoft.ML.OnnxRuntime"];

    [Fact]
    public void Libraries_are_packed_with_the_dependencies_they_need_and_no_other()
    {
        Dictionary<string, string[]> expected = new()
        {
            ["MlNetAudio.Dsp"] = ["System.Numerics.Tensors"],
            ["MlNetAudio.Datasets"] = ["MlNetAudio.Dsp"],
            ["MlNetAudio.Networks"] = ["System.Numerics.Tensors"],
            ["MlNetAudio.Onnx"] = ["MlNetAudio.Dsp", "MlNetAudio.Networks", "Google.Protobuf"],
            ["MlNetAudio.Evaluation"] = ["MathNet.Numerics"],
            ["MlNetAudio.Pipelines"] = ["MlNetAudio.Dsp", "MlNetAudio.Datasets", "MlNetAudio.Networks", "MlNetAudio.Onnx", "MlNetAudio.Evaluation", .. MlNet],
            ["MlNetAudio.Reports"] = ["MlNetAudio.Evaluation"],
            ["MlNetAudio.Cli"] = [],   // a tool brings what it needs
        };
        if (IsEmbedded)
        {
            expected["MlNetAudio.Embedded.OnnxRuntime"] = ["System.Numerics.Tensors"];
            expected["MlNetAudio.Embedded.ML"] = ["MlNetAudio.Embedded.OnnxRuntime", "MathNet.Numerics"];
            Assert.DoesNotContain("MlNetAudio.Networks.TorchSharp", packages.Manifests.Keys);
            Assert.DoesNotContain("MlNetAudio.Pipelines.NWaves", packages.Manifests.Keys);
        }
        else
        {
            expected["MlNetAudio.Networks.TorchSharp"] = ["MlNetAudio.Networks", "TorchSharp"];
            expected["MlNetAudio.Pipelines.NWaves"] = ["MlNetAudio.Dsp", "MlNetAudio.Pipelines", "NWaves"];
            // Built, but not packed, where they are not needed.
            Assert.DoesNotContain(packages.Manifests.Keys, id => id.StartsWith("MlNetAudio.Embedded", StringComparison.Ordinal));
        }

        foreach (var (id, dependencies) in expected)
        {
            Assert.True(packages.Manifests.TryGetValue(id, out var manifest), $"{id} is not packed; packed are {string.Join(", ", packages.Manifests.Keys)}");
            Assert.Equal(dependencies.Order(StringComparer.Ordinal), Dependencies(manifest).Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_package_has_readme_licence_and_description()
    {
        Assert.NotEmpty(packages.Manifests);
        Assert.All(packages.Manifests, package =>
        {
            Assert.Equal("README.md", PackageManifests.Metadata(package.Value, "readme"));
            Assert.Equal("MIT", PackageManifests.Metadata(package.Value, "license"));
            Assert.NotEqual("Package Description", PackageManifests.Metadata(package.Value, "description"));
            Assert.Contains(Files(package.Value), file => file.Attribute("target")!.Value.Trim('/', '\\') == "README.md");
        });
    }

    [Fact]
    public void The_version_tells_which_stack_a_package_needs()
    {
        Assert.All(packages.Manifests, package =>
        {
            Assert.Equal(IsEmbedded, PackageManifests.Metadata(package.Value, "version").Contains("-embedded", StringComparison.Ordinal));
            Assert.All(Dependencies(package.Value).Where(dependency => dependency.Attribute("id")!.Value.StartsWith("MlNetAudio.", StringComparison.Ordinal)),
                dependency => Assert.Equal(IsEmbedded, dependency.Attribute("version")!.Value.EndsWith("-embedded", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void Samples_tests_and_benchmarks_are_no_packages() =>
        Assert.DoesNotContain(packages.Manifests.Keys, id => id.Contains("Samples", StringComparison.Ordinal) || id.Contains("Tests", StringComparison.Ordinal) || id.Contains("Benchmarks", StringComparison.Ordinal));

    [Fact]
    public void The_embedded_runtime_brings_the_native_library_of_every_platform_and_nothing_of_the_build_machine()
    {
        Assert.SkipUnless(IsEmbedded, "is of the embedded stack");

        string[] files = [.. Files(packages.Manifests["MlNetAudio.Embedded.OnnxRuntime"]).Select(file => file.Attribute("target")!.Value.Replace('\\', '/'))];

        foreach (string library in (string[])["linux-x64/native/libonnxruntime.so", "win-x64/native/onnxruntime.dll", "win-arm64/native/onnxruntime.dll", "osx-arm64/native/libonnxruntime.dylib"])
            Assert.Contains($"runtimes/{library}", files);
        Assert.Contains("onnxruntime/LICENSE", files);
        Assert.DoesNotContain(files, file => file.StartsWith("content", StringComparison.Ordinal));
    }

    private static IEnumerable<XElement> Dependencies(XElement manifest) => PackageManifests.Named(manifest, "dependency");

    private static IEnumerable<XElement> Files(XElement manifest) => PackageManifests.Named(manifest, "file");
}
