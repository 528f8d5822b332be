namespace MlNetAudio.Datasets;

/// <summary>Which files are audio, and which of those are read.</summary>
public static class AudioFiles
{
    /// <summary>The extensions that are read, lower case with the dot; all but .wav, .wave, .aif, .aiff and .aifc through ffmpeg, without which such a recording is refused when it is opened.</summary>
    public static IReadOnlyList<string> Extensions { get; } =
    [
        ".wav", ".wave", ".aac", ".ac3", ".aif", ".aifc", ".aiff", ".amr", ".ape", ".au", ".caf", ".flac", ".m4a", ".mka", ".mp2", ".mp3", ".oga", ".ogg", ".opus", ".snd", ".spx", ".tta",
        ".w64", ".weba", ".wma", ".wv",
    ];

    /// <summary>Audio that is known but not read: named as skipped instead of ignored.</summary>
    internal static IReadOnlyList<string> ForeignExtensions { get; } = [".mpc", ".ra", ".sph", ".voc"];

    /// <summary>Whether the name ends in one of <see cref="Extensions"/>, in any case. The file is not opened.</summary>
    public static bool IsRead(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    internal static bool IsForeign(string path) => ForeignExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why an audio file that is not read was skipped, with the remedy.</summary>
    internal static string ForeignReason(string path) =>
        Path.GetExtension(path) is { Length: > 1 } extension
            ? $"{extension} files are not read; convert it to WAV."
            : "the name has no extension, so its format is unknown; if it is WAV, name it .wav.";

    /// <summary>The recordings in and below a folder as absolute paths, in ordinal order of their relative paths; what starts with '_' or '.' is left out.</summary>
    /// <exception cref="DatasetException">The folder does not exist or cannot be listed.</exception>
    public static IReadOnlyList<string> Find(string folder) => Layouts.FolderWalk.Find(folder, IsRead);

    /// <summary>The audio in and below a folder that <see cref="Find"/> does not give because its format is not read, by relative path with '/', in ordinal order.</summary>
    /// <exception cref="DatasetException">The folder does not exist or cannot be listed.</exception>
    public static IReadOnlyList<SkippedRecording> FindForeign(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return [.. Layouts.FolderWalk.Of(Path.GetFullPath(folder)).Files.Where(IsForeign).Select(relative => new SkippedRecording(relative, ForeignReason(relative)))];
    }
}
