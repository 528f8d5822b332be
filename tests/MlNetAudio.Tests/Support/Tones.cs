using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Support;

/// <summary>A data set that any model learns at once.</summary>
internal static class Tones
{
    /// <summary>Short tones of each label, low, middle or high, with a little noise, as root/label/clipN.wav; every clip is its own group.</summary>
    /// <returns>The root.</returns>
    public static string Write(string root, IReadOnlyList<string> labels, int clipsPerLabel = 12)
    {
        foreach (string label in labels)
        {
            Directory.CreateDirectory(Path.Combine(root, label));
            for (int i = 0; i < clipsPerLabel; i++)
            {
                double hertz = label switch { "low" => 200, "middle" => 700, _ => 1800 } + 10 * i;
                int samples = 3_000 + 200 * (i % 4);
                float[] noise = Some.Floats(samples, seed: 100 * label.Length + i);
                float[] signal = [.. Some.Sine(hertz, 8_000, samples, 0.5).Zip(noise, (tone, n) => tone + 0.02f * n)];
                WavWriter.Write(Path.Combine(root, label, $"clip{i}.wav"), new AudioClip(8_000, signal));
            }
        }
        return root;
    }
}
