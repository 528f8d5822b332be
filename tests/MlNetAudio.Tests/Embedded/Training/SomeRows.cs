using Microsoft.ML.Training;

namespace MlNetAudio.Tests.Embedded.Training;

/// <summary>Training rows whose exact content does not matter.</summary>
internal static class SomeRows
{
    /// <summary>Features in −1..1; a row is positive where the first two features and some noise sum above 0.</summary>
    public static TrainingSet Noisy(int count, int columns, int seed, bool weighted = false, int levels = 0)
    {
        var random = new Random(seed);
        float[] features = new float[count * columns];
        for (int i = 0; i < features.Length; i++)
            features[i] = levels > 0 ? random.Next(levels) / (float)levels : random.NextSingle() * 2 - 1;
        float center = levels > 0 ? 1 : 0;
        bool[] labels = [.. Enumerable.Range(0, count).Select(row => features[row * columns] + features[row * columns + 1] - center + random.NextSingle() - 0.5f > 0)];
        return new(features, labels, weighted ? [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() + 0.1f)] : null);
    }
}
