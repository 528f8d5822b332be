using System.Text;

namespace MlNetAudio.Onnx.Export;

/// <summary>How to run an artifact, in C# and in Python: code that works as it stands.</summary>
internal static class ModelCardCode
{
    public static void Append(StringBuilder card, ArtifactMetadata metadata, ModelCardDetails details)
    {
        string file = Markdown.Quoted(details.ModelFile), labels = string.Join(", ", metadata.Labels.Select(Markdown.Quoted));
        string name = metadata.Spectrogram is null ? "waveform" : "spectrogram";
        string given = metadata.Spectrogram is { } shape
            ? FormattableString.Invariant($"`values` is a `float[]` of {shape.Mels} mel bands, one after the other")
            : FormattableString.Invariant($"`samples` is a `float[]` of mono samples at {metadata.SampleRateHz} Hz");
        string tensor = metadata.Spectrogram is { } spectrogram ? FormattableString.Invariant($"values, [1, {spectrogram.Mels}, values.Length / {spectrogram.Mels}]") : "samples, [1, samples.Length]";
        Line(card, $"In C#, with ONNX Runtime; {given}:");
        Code(card, "csharp", $"""
            using Microsoft.ML.OnnxRuntime;

            string[] labels = [{labels}];
            using var session = new InferenceSession({file});
            using var {name} = OrtValue.CreateTensorValueFromMemory({tensor});
            using var options = new RunOptions();
            using var results = session.Run(options, ["{name}"], [{name}], ["probability", "label"]);
            string label = labels[results[1].GetTensorDataAsSpan<long>()[0]];
            float probability = results[0].GetTensorDataAsSpan<float>()[(int)results[1].GetTensorDataAsSpan<long>()[0]];
            """);
        Line(card, "");
        Line(card, "In Python:");
        Code(card, "python", $$"""
            import onnxruntime, {{(metadata.Spectrogram is null ? "soundfile" : "numpy")}}

            labels = [{{labels}}]
            {{PythonInput(metadata)}}
            session = onnxruntime.InferenceSession({{file}}, providers=["CPUExecutionProvider"])
            probability, label = session.run(["probability", "label"], {"{{name}}": {{(metadata.Spectrogram is null ? "samples.mean(axis=1)" : "spectrogram")}}[None]})
            print(labels[label[0]], probability[0, label[0]])
            """);
    }

    private static string PythonInput(ArtifactMetadata metadata) => metadata.Spectrogram is { } shape
        ? FormattableString.Invariant($"spectrogram = numpy.load(\"clip.npy\").astype(\"float32\")   # [{shape.Mels}, frames]")
        : FormattableString.Invariant($"""
            samples, rate = soundfile.read("clip.wav", dtype="float32", always_2d=True)
            assert rate == {metadata.SampleRateHz}, "resample the recording first"
            """);

    private static void Code(StringBuilder card, string language, string code)
    {
        Line(card, "");
        Line(card, $"```{language}");
        foreach (string line in code.ReplaceLineEndings("\n").Split('\n')) Line(card, line);
        Line(card, "```");
    }

    private static void Line(StringBuilder card, string text) => card.Append(text).Append('\n');
}
