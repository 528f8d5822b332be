using MlNetAudio.Cli.Commands;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Cli.Commands;

public class InfoCommandTests
{
    [Fact]
    public void The_build_says_which_stack_it_has_and_the_runtime_which_providers()
    {
        var info = Installation.Inspect();

        Assert.Contains(info.Stack, new[] { "embedded", "official" });
        Assert.Contains(info.Simd, new[] { "Vector512", "Vector256", "Vector128", "scalar" });
        Assert.InRange(info.Threads, 1, 4096);
        Assert.Null(info.OnnxRuntime.Error);
        Assert.Contains("CPUExecutionProvider", info.OnnxRuntime.Providers);
        Assert.StartsWith("1.", info.OnnxRuntime.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void Whether_compressed_audio_can_be_read_is_said()
    {
        using var cli = new CliRunner(new() { Info = InfoCommand.Run });

        cli.Run("info");

        string line = Assert.Single(cli.Output.Split('\n', StringSplitOptions.TrimEntries), line => line.StartsWith("ffmpeg", StringComparison.Ordinal));
        Assert.EndsWith(AudioFile.FindFfmpeg() ?? "not found: compressed audio is refused", line, StringComparison.Ordinal);
    }
}
