using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio effect` as it was asked for.</summary>
internal sealed record EffectOptions
{
    /// <summary>The recording, as typed.</summary>
    public required string Input { get; init; }

    /// <summary>The WAV file to write, as typed.</summary>
    public required string Output { get; init; }

    /// <summary>What is done to it, in the order typed: the option's name and its value.</summary>
    public required IReadOnlyList<(string Name, string Value)> Steps { get; init; }

    /// <summary>How samples are written.</summary>
    public WavSampleFormat SampleFormat { get; init; } = WavSampleFormat.Pcm16;

    /// <summary>The decibels that a noise is mixed in at.</summary>
    public double SignalToNoiseDecibels { get; init; } = 20;

    /// <summary>Makes noise repeatable.</summary>
    public int Seed { get; init; } = 1;
}
