using System.CommandLine;
using System.Globalization;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio info`: what a bug report needs.</summary>
internal static class InfoCommand
{
    public static DocumentedCommand Create(Action<Command, Func<ParseResult, InfoOptions>> bind)
    {
        var command = new DocumentedCommand("info", "Shows versions, the ML.NET stack, SIMD level, ffmpeg and ONNX Runtime providers.", "mlaudio info", "mlaudio info --json") { CommandOptions.Json() };
        bind(command, _ => new InfoOptions());
        return command;
    }

    public static int Run(InfoOptions _, CommandContext context)
    {
        var info = Installation.Inspect();
        if (context.Json)
        {
            context.WriteJson(info);
            return ExitCode.Success;
        }

        (string Name, string Value)[] lines =
        [
            ("version", info.Commit is null ? info.Version : $"{info.Version} ({info.Commit[..Math.Min(12, info.Commit.Length)]})"),
            ("ML.NET stack", info.Stack),
            ("SIMD", info.Simd),
            ("threads", info.Threads.ToString(CultureInfo.InvariantCulture)),
            (".NET", info.Runtime),
            ("system", $"{info.System} ({info.Architecture})"),
            ("ffmpeg", info.Ffmpeg ?? "not found: compressed audio is refused"),
            ("ONNX Runtime", info.OnnxRuntime.Version ?? $"not usable: {info.OnnxRuntime.Error}"),
            ("providers", string.Join(", ", info.OnnxRuntime.Providers)),
        ];
        foreach (var (name, value) in lines) context.Output.WriteLine($"{name,-14}{value}".TrimEnd());
        return ExitCode.Success;
    }
}
