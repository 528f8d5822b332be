using MlNetAudio.Networks;
using MlNetAudio.Networks.Zoo;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio describe` as it was asked for; null means that the network's own default counts.</summary>
internal sealed record DescribeOptions
{
    public static IReadOnlyList<string> Names => KnownNetworks.Names;

    /// <summary>One of <see cref="Names"/>, or such a name with underscores.</summary>
    public required string Network { get; init; }

    /// <summary>Examples in a step.</summary>
    public required int Batch { get; init; }

    /// <summary>Bands of a spectrogram, or cepstral coefficients.</summary>
    public int? Mels { get; init; }

    /// <summary>Of a spectrogram.</summary>
    public int? Frames { get; init; }

    /// <summary>Of a network that reads samples.</summary>
    public int? Samples { get; init; }

    /// <summary>Of a network that reads features of a whole clip.</summary>
    public int? Features { get; init; }

    public required int Logits { get; init; }

    /// <summary>0: one per core.</summary>
    public int Threads { get; init; }

    /// <exception cref="ArgumentException">A size is given that the network does not have.</exception>
    public NetworkSpec CreateNetwork()
    {
        var network = KnownNetworks.Find(Network);
        var usual = network.UsualInput;
        var (reads, options) = network.Input switch
        {
            NetworkInput.Samples => ("samples", (string[])["--samples"]),
            NetworkInput.Features => ("features of a clip", ["--features"]),
            NetworkInput.Cepstra => ("cepstral coefficients", ["--mels", "--frames"]),
            _ => ("a spectrogram", ["--mels", "--frames"]),
        };
        (string Option, int? Value)[] given = [("--mels", Mels), ("--frames", Frames), ("--samples", Samples), ("--features", Features)];
        string[] foreign = [.. given.Where(size => size.Value is not null && !options.Contains(size.Option)).Select(size => size.Option)];
        if (foreign.Length > 0) throw new ArgumentException($"{network.Name} reads {reads}; give it {string.Join(" and ", options)} instead of {string.Join(" and ", foreign)}.");
        return network.Options.Create(network.Input switch
        {
            NetworkInput.Samples => Shape.Of(1, Samples ?? usual[1]),
            NetworkInput.Features => Shape.Of(Features ?? usual[0]),
            NetworkInput.Cepstra => Shape.Of(Mels ?? usual[0], Frames ?? usual[1]),
            _ => Shape.Of(1, Mels ?? usual[1], Frames ?? usual[2]),
        }, Logits);
    }
}
