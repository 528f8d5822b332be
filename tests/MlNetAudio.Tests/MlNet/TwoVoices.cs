using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

/// <summary>The features of the two-voices recordings, as the official library got them: in order_in_split order, cast to float32.</summary>
internal static class TwoVoices
{
    public static Clip[] Train => Read("train");

    public static Clip[] Test => Read("test");

    public static IDataView Load(MLContext ml, Clip[] clips) => ml.Data.LoadFromEnumerable(clips);

    private static Clip[] Read(string split)
    {
        string[][] lines = [.. File.ReadLines(RepositoryFiles.At("tests", "golden", "baselines", "twovoices_features.csv")).Select(line => line.Split(','))];
        int Column(string name) => Array.IndexOf(lines[0], name);
        float Feature(string[] line, string name) => (float)double.Parse(line[Column(name)], CultureInfo.InvariantCulture);
        return [.. lines.Skip(1)
            .Where(line => line[Column("split")] == split)
            .OrderBy(line => int.Parse(line[Column("order_in_split")], CultureInfo.InvariantCulture))
            .Select(line => new Clip
            {
                Label = line[Column("y")] == "1",
                Features = [Feature(line, "rms_mean"), Feature(line, "rms_std"), Feature(line, "zcr_mean"), Feature(line, "zcr_std")],
            })];
    }

    public sealed class Clip
    {
        public bool Label { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }
}
