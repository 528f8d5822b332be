using Microsoft.ML.OnnxRuntime;

namespace MlNetAudio.Tests.Onnx;

/// <summary>A model run in ONNX Runtime.</summary>
internal static class OnnxSession
{
    /// <summary>All outputs of an artifact for clips [batch][samples].</summary>
    public static (float[] Probability, float[] Score, long[] Label) RunArtifact(byte[] model, params float[][] clips)
    {
        using var session = new InferenceSession(model);
        using var waveform = Waveform(clips);
        using var options = new RunOptions();
        using var results = session.Run(options, ["waveform"], [waveform], ["probability", "score", "label"]);
        return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[1].GetTensorDataAsSpan<float>().ToArray(), results[2].GetTensorDataAsSpan<long>().ToArray());
    }

    /// <summary>The first output for clips [batch][samples].</summary>
    public static (float[] Values, long[] Shape) Run(byte[] model, params float[][] clips)
    {
        using var session = new InferenceSession(model);
        return Run(session, clips);
    }

    /// <inheritdoc cref="Run(byte[], float[][])"/>
    public static (float[] Values, long[] Shape) Run(InferenceSession session, params float[][] clips) =>
        RunTensor(session, clips.SelectMany(clip => clip).ToArray(), clips.Length, clips[0].Length);

    /// <summary>The first output for an input of that shape.</summary>
    public static (float[] Values, long[] Shape) RunTensor(InferenceSession session, float[] input, params long[] shape)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, [session.InputNames[0]], [value], [session.OutputNames[0]]);
        return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[0].GetTensorTypeAndShape().Shape);
    }

    private static OrtValue Waveform(float[][] clips) => OrtValue.CreateTensorValueFromMemory<float>([.. clips.SelectMany(clip => clip)], [clips.Length, clips[0].Length]);
}
