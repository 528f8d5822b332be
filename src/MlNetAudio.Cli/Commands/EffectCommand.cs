using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio effect`: a recording, changed.</summary>
internal static class EffectCommand
{
    private static readonly (string Name, string Placeholder, string Description)[] Effects =
    [
        ("--trim", "DB", "Cuts silence off both ends: what is that many decibels below the loudest frame."),
        ("--resample", "HZ", "Brings it to another sample rate."),
        ("--time-stretch", "R", "Makes it R times as fast at the same pitch; below 1 slower."),
        ("--pitch-shift", "N", "Moves it N semitones up, below 0 down, at the same length."),
        ("--pre-emphasis", "C", "Takes C times the sample before from each sample: 0.97 flattens speech."),
        ("--gain", "DB", "Makes it that many decibels louder, below 0 quieter."),
        ("--normalize-peak", "DB", "Scales the largest sample to that level; 0 is full scale."),
        ("--normalize-rms", "DB", "Scales the root mean square to that level, such as -20."),
        ("--shift", "S", "Moves it S seconds later, below 0 earlier, zeros coming in."),
        ("--noise", "COLOR|FILE", "Mixes in white, pink or brown noise, or a recording, at --snr."),
        ("--denoise", "FILE", "Lowers what is no louder than the noise in that recording of it."),
        ("--hpss", "PART", "Keeps the harmonic or the percussive part."),
    ];

    public static DocumentedCommand Create(Action<Command, Func<ParseResult, EffectOptions>> bind)
    {
        var input = new Argument<string>("FILE") { Description = "A recording." };
        var output = new Argument<string>("OUT.wav") { Description = "The WAV file to write." };
        var effects = Effects.Select(effect => CommandOptions.Text(effect.Name, effect.Placeholder, effect.Description)).ToArray();
        var mono = new Option<bool>("--mono") { Description = "Mixes the channels to their mean." };
        var ratio = CommandOptions.Text("--snr", "DB", "The signal-to-noise ratio of --noise [default: 20]");
        var seed = CommandOptions.Whole("--seed", "N", "Makes --noise repeatable [default: 1]");
        var format = new Option<WavSampleFormat>("--encoding") { Description = "How samples are written: pcm16, pcm24 or float32.", HelpName = "FORMAT" };
        var command = new DocumentedCommand("effect", "Changes a recording; several effects are applied in the order they are written.",
            "mlaudio effect take.wav speech.wav --trim 40 --resample 16000 --normalize-rms -20",
            "mlaudio effect dog.wav puppy.wav --pitch-shift 5",
            "mlaudio effect clean.wav noisy.wav --noise pink --snr 10")
        {
            input, output, mono, ratio, seed, format, CommandOptions.Json(),
        };
        foreach (var effect in effects) command.Options.Add(effect);
        input.RefuseMistypedOptions(command);
        output.Validators.Add(result => RequireWav(result, command));
        command.Validators.Add(result =>
        {
            if (StepsOf(result).Count == 0) result.AddError($"No effect is named; there are --mono, {string.Join(", ", Effects.Select(effect => effect.Name))}.");
        });
        bind(command, parsed => new EffectOptions
        {
            Input = parsed.GetRequiredValue(input),
            Output = parsed.GetRequiredValue(output),
            Steps = StepsOf(parsed.CommandResult),
            SignalToNoiseDecibels = parsed.GetValue(ratio) is { } decibels ? Number(ratio.Name, decibels) : 20,
            Seed = parsed.GetValue(seed) ?? 1,
            SampleFormat = parsed.GetValue(format),
        });
        return command;
    }

    /// <exception cref="ArgumentException">The text is no finite number.</exception>
    public static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"{option} must be a number, got '{text}'.");

    /// <summary>The effects in the order of the words on the command line.</summary>
    private static IReadOnlyList<(string Name, string Value)> StepsOf(CommandResult result) =>
    [
        .. result.Children.OfType<OptionResult>()
            .Where(option => option.IdentifierToken is not null && (option.Option.Name == "--mono" || Effects.Any(effect => effect.Name == option.Option.Name)))
            .Select(option => (option.Option.Name, option.Tokens.Count > 0 ? option.Tokens[0].Value : "")),
    ];

    private static void RequireWav(ArgumentResult result, Command command)
    {
        string word = result.Tokens is [var token, ..] ? token.Value : "";
        if (word.StartsWith('-') && !word.EndsWith(".wav", StringComparison.OrdinalIgnoreCase)) result.AddError(UsageFaults.UnknownOption(word, command));
        else if (!word.EndsWith(".wav", StringComparison.OrdinalIgnoreCase)) result.AddError($"'{word}' does not end in .wav; only WAV files are written.");
    }
}
