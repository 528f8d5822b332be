namespace MlNetAudio.Tests.Support;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mlnetaudio-").FullName;

    /// <param name="parts">Names, or relative paths with '/'.</param>
    public string At(params string[] parts) => Path.Combine([Root, .. parts.Select(part => part.Replace('/', Path.DirectorySeparatorChar))]);

    /// <summary>Writes a file with the folders above it.</summary>
    public TemporaryFolder With(string relative, string content = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), content);
        return this;
    }

    /// <summary>Empty files: what a recording holds does not matter to a dataset.</summary>
    public TemporaryFolder WithAll(params ReadOnlySpan<string> relatives)
    {
        foreach (string relative in relatives) With(relative);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
