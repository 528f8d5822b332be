using System.CommandLine;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio score`: probabilities of recordings by a model.onnx.</summary>
internal static class ScoreCommand
{
    public static DocumentedCommand Create(Action<Command, Func<ParseResult, ScoreOptions>> bind)
    {
        var model = new Argument<string>("MODEL") { Description = "A model.onnx that takes raw samples." };
        var inputs = new Argument<string[]>("FILE|FOLDER") { Description = "Recordings, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var command = new DocumentedCommand("score", "Scores recordings with a model.",
            "mlaudio score models/cough/model.onnx today.wav",
            "mlaudio score models/cough/model.onnx inbox --json > scores.json")
        {
            model, inputs, CommandOptions.Json(),
        };
        model.RefuseMistypedOptions(command);
        inputs.RefuseMistypedOptions(command);
        bind(command, parsed => new ScoreOptions { Model = parsed.GetRequiredValue(model), Inputs = parsed.GetRequiredValue(inputs) });
        return command;
    }
}
