using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Samples;

/// <summary>Models for the samples to run, whose answers are known without training.</summary>
internal static class SampleModels
{
    /// <summary>"high" where a clip crosses zero often, "low" otherwise: a tone above 1 kHz is high. Clips of any length at 16 kHz.</summary>
    public static string HighOrLow(TemporaryFolder folder)
    {
        string path = folder.At("model.onnx");
        // zcr_mean of a tone is 2 · hertz / rate.
        AudioArtifact.Save(path, SomeArtifacts.Statistics, new LinearHead(FeatureScaling.Identity(4), [[0, 0, 100, 0]], [-12.5f]), SomeArtifacts.Metadata("low", "high"));
        return path;
    }

    public static void WriteTone(string path, double hertz, double seconds = 0.5)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavWriter.Write(path, new AudioClip(16_000, Some.Sine(hertz, 16_000, (int)(16_000 * seconds), 0.5)));
    }
}
