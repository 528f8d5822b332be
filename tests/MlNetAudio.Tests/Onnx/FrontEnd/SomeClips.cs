using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

/// <summary>Signals that a front end is held to its extractor with.</summary>
internal static class SomeClips
{
    /// <summary>A tone over noise that grows: strong and weak bins, loud and quiet frames; the tone's height follows from the seed.</summary>
    public static float[] Lively(int samples, int seed, int sampleRateHz = 22_050)
    {
        float[] tone = Some.Sine(300 + 70 * seed, sampleRateHz, samples, amplitude: 0.5), noise = Some.Floats(samples, seed);
        return [.. tone.Select((value, n) => value + 0.3f * noise[n] * (n + 1) / samples)];
    }
}
