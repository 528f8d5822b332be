namespace MlNetAudio.Tests.Datasets;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mlnetaudio-test-").FullName;

    public string At(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Writes a file with the folders above it; what a recording holds does not matter to a dataset.</summary>
    public ScratchFolder With(string relative, string content = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), content);
        return this;
    }

    public ScratchFolder WithAll(params ReadOnlySpan<string> relatives)
    {
        foreach (string relative in relatives) With(relative);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
