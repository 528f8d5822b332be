using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>Numbers into the buffers that columns are read through.</summary>
internal static class Vectors
{
    public static void Copy(ReadOnlySpan<float> source, ref VBuffer<float> destination)
    {
        var editor = VBufferEditor.Create(ref destination, source.Length);
        source.CopyTo(editor.Values);
        destination = editor.Commit();
    }
}
