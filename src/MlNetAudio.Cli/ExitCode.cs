using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Cli;

/// <summary>What a shell or a script learns from mlaudio's exit.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The work failed or was cancelled.</summary>
    public const int Failed = 1;

    /// <summary>The command line or what it names is wrong: changing the input helps, running again does not.</summary>
    public const int BadInput = 2;

    public static int Of(Exception error) => error is DatasetException or AudioFileException or InvalidDataException or ArgumentException or FileNotFoundException or DirectoryNotFoundException
        ? BadInput
        : Failed;
}
