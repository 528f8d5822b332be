namespace MlNetAudio.Dsp.Io.Ffmpeg;

/// <summary>Where ffmpeg is.</summary>
internal static class FfmpegProgram
{
    public static string? OnPath() => Find(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>
    /// The first ffmpeg that can be run in the folders of a PATH; null where there is none. We look ourselves because starting a program by its bare name would
    /// also, and first, look into the current folder, where a stranger's archive may have been unpacked; relative folders of the PATH are left out for the same reason.
    /// </summary>
    public static string? Find(string? path)
    {
        string name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name)).FirstOrDefault(CanRun);
    }

    private static bool CanRun(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
