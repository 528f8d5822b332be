using System.Text.Json;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks;

/// <summary>One case of a torch/manifest.json: arrays by name, computed by PyTorch.</summary>
internal sealed record TorchGolden(string Folder, string Name, string Module, bool IsTraining, IReadOnlyList<string> Arrays)
{
    public Npy this[string array] => Npy.Read(Path.Combine(Folder, Name, $"{array}.npy"));

    /// <summary>Names with that beginning, in the manifest's order, which is PyTorch's order of parameters.</summary>
    public IEnumerable<string> Named(string prefix) => Arrays.Where(array => array.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Folder and name of every case of that kind which <paramref name="wanted"/> accepts, of every set of golden values there is.</summary>
    public static TheoryData<string, string> Cases(string kind, Func<string, bool> wanted)
    {
        var data = new TheoryData<string, string>();
        foreach (string folder in Folders())
            foreach (var entry in Entries(folder).Where(entry => entry.GetProperty("kind").GetString() == kind && wanted(NameOf(entry)))) data.Add(folder, NameOf(entry));
        return data;
    }

    public static TorchGolden Load(string folder, string name)
    {
        var entry = Entries(folder).Single(entry => NameOf(entry) == name);
        return new(folder, name, entry.GetProperty("module").GetString()!, !entry.TryGetProperty("train", out var train) || train.GetBoolean(), [.. entry.GetProperty("arrays").EnumerateObject().Select(array => array.Name)]);
    }

    private static IEnumerable<string> Folders() =>
        RepositoryFiles.GoldenDirectories.Select(folder => Path.Combine(folder, "torch")).Where(folder => File.Exists(Path.Combine(folder, "manifest.json")));

    private static JsonElement[] Entries(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("cases").EnumerateArray().Select(entry => entry.Clone())];
    }

    private static string NameOf(JsonElement entry) => entry.GetProperty("case").GetString()!;
}
