using System.Text.Json;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>One line of a manifest.json: a function, its parameters, its input and the file of its values.</summary>
internal sealed class GoldenEntry
{
    private readonly JsonElement _json;

    private GoldenEntry(string directory, JsonElement json) => (Directory, _json) = (directory, json);

    public string Directory { get; }

    public string Id => _json.GetProperty("id").GetString()!;

    public string Function => _json.GetProperty("function").GetString()!;

    public string? Note => _json.TryGetProperty("note", out var note) ? note.GetString() : null;

    public string FilePath => Path.Combine(Directory, _json.GetProperty("file").GetString()!);

    /// <summary>The largest |difference| allowed, as a fraction of the largest |value|; null: judged otherwise.</summary>
    public double? Tolerance => _json.TryGetProperty("suggested_max_abs_diff_over_peak", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>Every entry of every manifest.json in the golden directories.</summary>
    public static IEnumerable<GoldenEntry> ReadAll()
    {
        foreach (string directory in RepositoryFiles.GoldenDirectories)
        {
            string manifest = Path.Combine(directory, "manifest.json");
            if (!File.Exists(manifest)) continue;
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            foreach (var entry in document.RootElement.GetProperty("entries").EnumerateArray()) yield return new(directory, entry.Clone());
        }
    }

    /// <summary>The input's file in <see cref="Directory"/>, possibly with a word on what is done to it.</summary>
    public string InputName => _json.GetProperty("input").GetString()!;

    public float[] Input() => Npy.Read(Path.Combine(Directory, InputName)).Floats;

    /// <param name="parameter">Its name; "melkwargs.n_fft" is one inside another.</param>
    public bool Has(string parameter) => Find(parameter) is not null;

    public double? Number(string parameter) => Find(parameter) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    public int Integer(string parameter, int? otherwise = null) => (int)(Number(parameter) ?? otherwise ?? throw new InvalidDataException($"{Id} has no number '{parameter}'."));

    public string? Text(string parameter) => Find(parameter) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool? Flag(string parameter) => Find(parameter) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    private JsonElement? Find(string parameter)
    {
        var found = _json.GetProperty("params");
        foreach (string name in parameter.Split('.'))
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found)) return parameter == "sr" && _json.TryGetProperty("sr", out var rate) ? rate : null;
        return found;
    }
}
