using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

/// <summary>Two features of one of three classes, whose centres lie at the corners of a triangle.</summary>
public sealed class MulticlassRow
{
    public static readonly string[] Names = ["bark", "meow", "tweet"];

    public string Label { get; set; } = "";

    [VectorType(2)]
    public float[] Features { get; set; } = [];

    public float Weight { get; set; } = 1;

    public static MulticlassRow[] Some(int count, int seed, float noise = 1)
    {
        var random = new Random(seed);
        (float X, float Y)[] centres = [(0, 2), (-2, -1), (2, -1)];
        return [.. Enumerable.Range(0, count).Select(i => new MulticlassRow
        {
            Label = Names[i % 3],
            Features = [centres[i % 3].X + noise * Gaussian(), centres[i % 3].Y + noise * Gaussian()],
        })];

        float Gaussian() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}
