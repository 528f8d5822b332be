using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

/// <summary>
/// The rows on which Microsoft.ML 5.0.0 was run, and what it answered: RMS and ZCR statistics of two speakers, train and test rows in the golden order.
/// </summary>
internal sealed class GoldenVoices
{
    private GoldenVoices(string features, JsonElement answers)
    {
        Answers = answers;
        var lines = File.ReadLines(features).Skip(1).Select(line => line.Split(',')).OrderBy(cells => int.Parse(cells[4], CultureInfo.InvariantCulture)).ToArray();
        Train = [.. lines.Where(cells => cells[3] == "train").Select(Parse)];
        Test = [.. lines.Where(cells => cells[3] == "test").Select(Parse)];
    }

    /// <summary>The results of this data set, by the name of the pipeline.</summary>
    public JsonElement Answers { get; }

    public VoiceRow[] Train { get; }

    public VoiceRow[] Test { get; }

    /// <param name="name">twovoices, or fsdd_jackson_nicolas (which skips the test where ../shared is absent).</param>
    public static GoldenVoices Load(string name)
    {
        Func<string[], string> at = name == "twovoices"
            ? parts => RepositoryFiles.At(["tests", "golden", .. parts])
            : parts => RepositoryFiles.Shared(["golden", .. parts]);
        return new(at(["baselines", $"{name}_features.csv"]), Read(at(["mlnet", "official-5.0.0.json"])).GetProperty(name));
    }

    /// <summary>Metrics of rows of [label, score, probability] that need no training.</summary>
    public static JsonElement MetricsOnFixedScores => Read(RepositoryFiles.At("tests", "golden", "mlnet", "official-5.0.0.json")).GetProperty("metrics_on_fixed_scores");

    public static IDataView View(MLContext ml, IEnumerable<VoiceRow> rows) => ml.Data.LoadFromEnumerable(rows);

    public static double[] Doubles(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private static VoiceRow Parse(string[] cells) => new()
    {
        Label = cells[2] == "1",
        Features = [.. cells[9..13].Select(cell => (float)double.Parse(cell, CultureInfo.InvariantCulture))],
    };
}
