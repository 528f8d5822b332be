using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>numpy.pad's mode of an entry's pad_mode.</summary>
internal static class PadModes
{
    public static PadMode Of(GoldenEntry entry, PadMode otherwise) => entry.Text("pad_mode") switch
    {
        null => otherwise,
        "constant" => PadMode.Constant,
        "edge" => PadMode.Edge,
        "reflect" => PadMode.Reflect,
        "symmetric" => PadMode.Symmetric,
        "wrap" => PadMode.Wrap,
        string other => throw new InvalidDataException($"{entry.Id}: pad_mode '{other}' is not known here."),
    };
}
