using System.CommandLine;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio describe`: what training a network costs, layer by layer.</summary>
internal static class DescribeCommand
{
    public static DocumentedCommand Create(Action<Command, Func<ParseResult, DescribeOptions>> bind)
    {
        var network = new Argument<string>("NETWORK") { Description = $"Which network: {string.Join(", ", DescribeOptions.Names)}." };
        network.Validators.Add(result =>
        {
            if (!DescribeOptions.Names.Contains(result.Tokens[0].Value.Replace('_', '-'))) result.AddError(Unknown(result.Tokens[0].Value));
        });
        var batch = CommandOptions.Whole("--batch", "N", "Examples in a training step [default: 32]", minimum: 1);
        var mels = CommandOptions.Whole("--mels", "N", "Bands of the spectrogram, or cepstral coefficients [default: the network's own]", minimum: 1);
        var frames = CommandOptions.Whole("--frames", "N", "Frames of the spectrogram [default: the network's own]", minimum: 1);
        var samples = CommandOptions.Whole("--samples", "N", "Samples that wavenet reads [default: 16000]", minimum: 1);
        var features = CommandOptions.Whole("--features", "N", "Features that mlp reads [default: 4]", minimum: 1);
        var logits = CommandOptions.Whole("--logits", "N", "Outputs: 1 for a yes/no question, else one for each class [default: 1]", minimum: 1);
        var threads = CommandOptions.Whole("--threads", "N", "Threads [default: one per core]", minimum: 1);
        var command = new DocumentedCommand("describe", "Shows shapes, parameters, multiply-adds, memory and measured time of a network in training, layer by layer.",
            "mlaudio describe cnn --batch 32",
            "mlaudio describe wavenet --batch 8 --samples 16000 --json")
        {
            network, batch, mels, frames, samples, features, logits, threads, CommandOptions.Json(),
        };
        bind(command, parsed => new DescribeOptions
        {
            Network = parsed.GetRequiredValue(network),
            Batch = parsed.GetValue(batch) ?? 32,
            Mels = parsed.GetValue(mels),
            Frames = parsed.GetValue(frames),
            Samples = parsed.GetValue(samples),
            Features = parsed.GetValue(features),
            Logits = parsed.GetValue(logits) ?? 1,
            Threads = parsed.GetValue(threads) ?? 0,
        });
        return command;
    }

    private static string Unknown(string word)
    {
        string known = string.Join(", ", DescribeOptions.Names);
        return Suggestion.Nearest(word, DescribeOptions.Names) is [_, ..] nearest
            ? $"There is no network '{word}'; did you mean {string.Join(" or ", nearest)}? There are {known}."
            : $"There is no network '{word}'; there are {known}.";
    }
}
