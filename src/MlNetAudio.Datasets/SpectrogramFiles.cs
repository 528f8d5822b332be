namespace MlNetAudio.Datasets;

/// <summary>Which files are spectrograms.</summary>
public static class SpectrogramFiles
{
    /// <summary>NumPy's format, lower case with the dot.</summary>
    public const string Extension = ".npy";

    /// <summary>Whether the name ends in <see cref="Extension"/>, in any case. The file is not opened.</summary>
    public static bool IsRead(string path) => Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The spectrograms in and below a folder as absolute paths, in ordinal order of their relative paths; what starts with '_' or '.' is left out.</summary>
    /// <exception cref="DatasetException">The folder does not exist or cannot be listed.</exception>
    public static IReadOnlyList<string> Find(string folder) => Layouts.FolderWalk.Find(folder, IsRead);
}
