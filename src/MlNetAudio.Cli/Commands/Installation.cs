using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Cli.Commands;

/// <summary>What this build is and what it runs on.</summary>
/// <param name="Commit">Source revision of the build, or null where it was not under version control.</param>
/// <param name="Stack">What stands behind Microsoft.ML: embedded or official.</param>
/// <param name="Simd">The widest vectors that are fast here: Vector512, Vector256, Vector128, or scalar.</param>
/// <param name="Threads">Processors that this process may use.</param>
/// <param name="Ffmpeg">The program that decodes compressed audio, or null where the PATH has none.</param>
internal sealed record Installation(
    string Version, string? Commit, string Stack, string Simd, int Threads, string Runtime, string System, string Architecture, string? Ffmpeg, OnnxRuntimeInfo OnnxRuntime)
{
    public static Installation Inspect()
    {
        var assembly = typeof(Installation).Assembly;
        string[] version = (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+', 2);
        string stack = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "MlNetStack")?.Value ?? "unknown";
        return new(version[0], version.ElementAtOrDefault(1), stack, SimdLevel(), Environment.ProcessorCount,
            RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), AudioFile.FindFfmpeg(), OnnxRuntimeInfo.Inspect());
    }

    private static string SimdLevel() =>
        Vector512.IsHardwareAccelerated ? nameof(Vector512)
        : Vector256.IsHardwareAccelerated ? nameof(Vector256)
        : Vector128.IsHardwareAccelerated ? nameof(Vector128)
        : "scalar";
}

/// <param name="Version">Null where the native library cannot be loaded.</param>
/// <param name="Error">Why it cannot, or null.</param>
internal sealed record OnnxRuntimeInfo(string? Version, IReadOnlyList<string> Providers, string? Error)
{
    public static OnnxRuntimeInfo Inspect()
    {
        try
        {
            var environment = OrtEnv.Instance();
            return new(environment.GetVersionString(), environment.GetAvailableProviders(), Error: null);
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or OnnxRuntimeException)
        {
            return new(Version: null, Providers: [], (error.InnerException ?? error).Message);
        }
    }
}
