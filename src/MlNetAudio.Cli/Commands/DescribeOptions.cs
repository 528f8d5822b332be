using MlNetAudio.Networks;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio describe` as it was asked for; null means that the network's own default counts.</summary>
internal sealed record DescribeOptions
{
    /// <summary>What each name stands for, in the order they are shown.</summary>
    private static readonly (string Name, Func<DescribeOptions, NetworkSpec> Create)[] Networks =
    [
        ("cnn", options => KnownNetworks.Cnn(options.Mels ?? 128, options.Frames ?? 251, options.Logits)),
        ("cnn_dnn", options => KnownNetworks.CnnDnn(options.Mels ?? 128, options.Frames ?? 251, options.Logits)),
        ("rnn", options => KnownNetworks.Rnn(options.Mels ?? 128, options.Frames ?? 251, options.Logits)),
        ("lstm", options => KnownNetworks.Lstm(options.Mels ?? 128, options.Frames ?? 251, options.Logits)),
        ("gru", options => KnownNetworks.Gru(options.Mels ?? 128, options.Frames ?? 251, options.Logits)),
        ("bilstm", options => KnownNetworks.BiLstm(options.Mels ?? 128, options.Frames ?? 251, options.Logits)),
        ("conv_gru_lstm", options => KnownNetworks.ConvGruLstm(options.Mels ?? 128, options.Frames ?? 251, options.Logits)),
        (WaveNet, options => KnownNetworks.WaveNet(options.Samples ?? 16_000, options.Logits)),
    ];

    private const string WaveNet = "wavenet";

    public static IReadOnlyList<string> Names { get; } = [.. Networks.Select(network => network.Name)];

    /// <summary>One of <see cref="Names"/>.</summary>
    public required string Network { get; init; }

    /// <summary>Examples in a step.</summary>
    public required int Batch { get; init; }

    /// <summary>Of a spectrogram.</summary>
    public int? Mels { get; init; }

    /// <summary>Of a spectrogram.</summary>
    public int? Frames { get; init; }

    /// <summary>Of a network that reads samples.</summary>
    public int? Samples { get; init; }

    public required int Logits { get; init; }

    /// <summary>0: one per core.</summary>
    public int Threads { get; init; }

    /// <exception cref="ArgumentException">A size is given that the network does not have.</exception>
    public NetworkSpec CreateNetwork()
    {
        if (Network == WaveNet && (Mels ?? Frames) is not null) throw new ArgumentException($"{Network} reads samples, not a spectrogram; give it --samples instead of --mels and --frames.");
        if (Network != WaveNet && Samples is not null) throw new ArgumentException($"{Network} reads a spectrogram, not samples; give it --mels and --frames instead of --samples.");
        return Networks.First(network => network.Name == Network).Create(this);
    }
}
