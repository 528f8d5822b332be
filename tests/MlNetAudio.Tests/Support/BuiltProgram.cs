using System.Diagnostics;

namespace MlNetAudio.Tests.Support;

/// <summary>A built program as its users see it: arguments in, exit code and streams out.</summary>
internal static class BuiltProgram
{
    /// <param name="library">Its .dll.</param>
    public static Task<(int Code, string Output, string Error)> Run(string library, params string[] words) => DotNet(["exec", library, .. words]);

    /// <summary>Runs dotnet.</summary>
    public static async Task<(int Code, string Output, string Error)> DotNet(params string[] words)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";   // no process that outlives the test
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
