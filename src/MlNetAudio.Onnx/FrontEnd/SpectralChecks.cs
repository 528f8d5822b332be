using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>What the graph of a spectrum asks of its options.</summary>
internal static class SpectralChecks
{
    /// <summary>Of a front end with a clip length.</summary>
    /// <param name="owner">The front end whose Options they are.</param>
    /// <exception cref="ArgumentException">Another sample rate, an odd FftLength, or a window or a padding that does not fit.</exception>
    public static void Check(string owner, int sampleRateHz, SpectralOptions options, int clipSamples)
    {
        Check($"{owner}.Options", sampleRateHz, options);
        if (options.FrameCount(clipSamples) == 0)
            throw new ArgumentException($"{owner}.ClipSamples must be at least FftLength ({options.FftLength}) where frames are not centred, got {clipSamples}.");
        if (options is { Centered: true, PadMode: not (PadMode.Constant or PadMode.Reflect or PadMode.Edge) })
            throw new ArgumentException($"{owner}.Options.PadMode must be Constant, Reflect or Edge, got {options.PadMode}: ONNX has no other.");
        if (options is { Centered: true, PadMode: PadMode.Reflect } && clipSamples <= options.FftLength / 2)
            throw new ArgumentException($"{owner}.ClipSamples must be above FftLength / 2 ({options.FftLength / 2}) where PadMode is Reflect, got {clipSamples}.");
    }

    /// <summary>Of clips of any length.</summary>
    /// <param name="name">The options' own.</param>
    /// <inheritdoc cref="Check(string, int, SpectralOptions, int)"/>
    public static void Check(string name, int sampleRateHz, SpectralOptions options)
    {
        if (options.SampleRateHz != sampleRateHz)
            throw new ArgumentException($"{name}.SampleRateHz is {options.SampleRateHz}, but the front end's SampleRateHz is {sampleRateHz}; the two must be the same.");
        if (options.FftLength % 2 != 0) throw new ArgumentException($"{name}.FftLength must be even, got {options.FftLength}.");
        if (options.WindowLength > options.FftLength) throw new ArgumentException($"{name}.WindowLength must be at most FftLength ({options.FftLength}), got {options.WindowLength}.");
    }
}
