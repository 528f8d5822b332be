using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>The front end of a classical model's artifact, run on its own: clip [samples] → features [n]. Any number of threads may use one.</summary>
internal sealed class FeatureModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    public FeatureModel(AudioFrontEnd frontEnd)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(AudioArtifact.BuildFeatures(frontEnd), options);
        Count = _session.OutputMetadata["features"].Dimensions[^1];
    }

    /// <summary>How many numbers describe a clip.</summary>
    public int Count { get; }

    public float[] Extract(float[] samples)
    {
        // A recording without samples is silence.
        float[] waveform = samples.Length == 0 ? [0f] : samples;
        using var input = OrtValue.CreateTensorValueFromMemory(waveform, [1, waveform.Length]);
        using var outputs = _session.Run(_runOptions, ["waveform"], [input], ["features"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }
}
