using System.Text.Json;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Evaluation;

/// <summary>tests/golden/evaluation: values of scikit-learn, scipy and plain formulas, and of the official ML.NET, with the script beside them.</summary>
internal static class Expected
{
    public static JsonElement Values { get; } = Read("expected.json");

    public static JsonElement MlNet { get; } = Read("mlnet-metrics.json");

    public static JsonElement Binary(string name) => Values.GetProperty("binary").GetProperty(name);

    public static float[] Floats(this JsonElement values, string name) => [.. values.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];

    public static double[] Doubles(this JsonElement values, string name) => [.. values.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static bool[] Labels(this JsonElement values) => [.. values.GetProperty("labels").EnumerateArray().Select(value => value.GetInt32() == 1)];

    public static double Number(this JsonElement values, string name) => values.GetProperty(name).GetDouble();

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(RepositoryFiles.At("tests", "golden", "evaluation", file))).RootElement;
}
