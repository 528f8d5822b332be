namespace MlNetAudio.Tests.Support;

/// <summary>Where the tests find what lies beside them in the repository, and what may lie beside the repository (../shared).</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder of MlNetAudio.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the repository.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file or folder of ../shared; the test is skipped where that is absent.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        Assert.SkipUnless(Path.Exists(path), $"needs ../shared/{string.Join('/', parts)}, which is not there");
        return path;
    }

    /// <summary>tests/golden, then every directory that the environment variable names (separated as in PATH), then ../shared/golden; those that are there.</summary>
    public static IEnumerable<string> GoldenDirectories =>
        ((string[])[At("tests", "golden"), .. (Environment.GetEnvironmentVariable("MLNETAUDIO_GOLDEN_DIRS") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), At("..", "shared", "golden")])
            .Select(Path.GetFullPath).Distinct().Where(Directory.Exists);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MlNetAudio.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"No MlNetAudio.sln above {AppContext.BaseDirectory}.");
    }
}
