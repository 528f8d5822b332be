using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Tests.Networks.Golden;

/// <summary>Reads what a manifest says in words: "SGD lr 0.05 momentum 0.9 nesterov", "CosineAnnealingLR(T_max=6)".</summary>
internal static class TorchText
{
    /// <summary>A property of a case beside its arrays, such as the optimiser of a training run.</summary>
    public static string Property(TorchGolden golden, string name)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(golden.Folder, "manifest.json")));
        var entry = manifest.RootElement.GetProperty("cases").EnumerateArray().Single(entry => entry.GetProperty("case").GetString() == golden.Name);
        return entry.GetProperty(name).GetString()!;
    }

    public static OptimizerOptions Optimizer(string text)
    {
        float[] betas = [.. (Match(text, @"\bbetas ([\d.,]+)") ?? "0.9,0.999").Split(',').Select(Number)];
        float rate = Number(text, "lr", 0.05f), decay = Number(text, "weight_decay", 0);
        return text.Split(' ')[0] switch
        {
            "SGD" => new SgdOptions { LearningRate = rate, WeightDecay = decay, Momentum = Number(text, "momentum", 0), Nesterov = text.Contains("nesterov", StringComparison.Ordinal) },
            "Adam" => new AdamOptions { LearningRate = rate, WeightDecay = decay, Beta1 = betas[0], Beta2 = betas[1], Epsilon = Number(text, "eps", 1e-8f) },
            "AdamW" => new AdamWOptions { LearningRate = rate, WeightDecay = Number(text, "weight_decay", 0.01f), Beta1 = betas[0], Beta2 = betas[1], Epsilon = Number(text, "eps", 1e-8f) },
            "RMSprop" => new RmsPropOptions
            {
                LearningRate = rate,
                WeightDecay = decay,
                Alpha = Number(text, "alpha", 0.99f),
                Epsilon = Number(text, "eps", 1e-8f),
                Momentum = Number(text, "momentum", 0),
                Centered = text.Contains("centered", StringComparison.Ordinal),
            },
            _ => throw new InvalidDataException($"'{text}' names no optimiser that is known here."),
        };
    }

    public static LearningRateSchedule Schedule(string text) => Match(text, @"\bwith (\w+)\(") switch
    {
        null => new ConstantSchedule(),
        "CosineAnnealingLR" => new CosineSchedule { Period = (int)Number(text, "T_max", 1), MinimumRate = Number(text, "eta_min", 0), Interval = ScheduleInterval.Step },
        "OneCycleLR" => new OneCycleSchedule
        {
            MaximumRate = Number(text, "max_lr", 1),
            TotalSteps = (int)Number(text, "total_steps", 1),
            CycleMomentum = !text.Contains("cycle_momentum=False", StringComparison.Ordinal),
        },
        var name => throw new InvalidDataException($"'{name}' is no schedule that is known here."),
    };

    /// <summary>The number after a name and a space or an equals sign.</summary>
    public static float Number(string text, string name, float otherwise) => Match(text, $@"\b{name}[ =]([-+\d.e]+)") is { } number ? Number(number) : otherwise;

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static string? Match(string text, string pattern) => Regex.Match(text, pattern) is { Success: true } match ? match.Groups[1].Value : null;
}
