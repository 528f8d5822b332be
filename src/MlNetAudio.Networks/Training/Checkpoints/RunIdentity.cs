namespace MlNetAudio.Networks.Training.Checkpoints;

/// <summary>Everything that a run's result depends on, by name: network, options, data, engine. Two runs with the same are the same run.</summary>
public sealed class RunIdentity
{
    /// <summary>Differences that a message spells out.</summary>
    private const int Shown = 3;

    /// <summary>What changes how fast a run is, but not where it gets.</summary>
    private static readonly string[] WithoutEffect = [nameof(TrainingOptions.Threads), nameof(TrainingOptions.Producers), nameof(TrainingOptions.BatchesAhead)];

    private readonly Dictionary<string, string> _facts;

    internal RunIdentity(IEnumerable<KeyValuePair<string, string>> facts) => _facts = new(facts, StringComparer.Ordinal);

    /// <summary>Name → text: "BatchSize" → "16", "layer 0" → "Linear { … }", "training data" → a hash.</summary>
    public IReadOnlyDictionary<string, string> Facts => _facts;

    internal static RunIdentity Of(NetworkSpec spec, IExampleSource training, IExampleSource? validation, TrainingOptions options, ValidationMetric? metric, string backend)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["engine"] = backend, ["network input"] = spec.Input.ToString() };
        foreach (var layer in spec.AllLayers) facts.Add($"layer {layer.Name}", PropertyText.Of(layer.Spec));
        foreach (var (name, text) in PropertyText.Properties(options).Where(property => !WithoutEffect.Contains(property.Name))) facts.Add(name, text);
        facts.Add("metric", metric?.Name ?? "none");
        facts.Add("training data", Of(training));
        facts.Add("validation data", validation is null ? "none" : Of(validation));
        return new(facts);
    }

    /// <exception cref="ArgumentException">It is another run; the message says in what it differs.</exception>
    internal void CheckSame(RunIdentity here)
    {
        string[] differences =
        [
            .. here._facts.Where(fact => _facts.GetValueOrDefault(fact.Key) != fact.Value).Select(fact => $"{fact.Key} is {_facts.GetValueOrDefault(fact.Key, "absent")} in the checkpoint and {fact.Value} here"),
            .. _facts.Keys.Except(here._facts.Keys).Select(name => $"{name} is {_facts[name]} in the checkpoint and absent here"),
        ];
        if (differences.Length == 0) return;
        string more = differences.Length > Shown ? $"; and {differences.Length - Shown} more" : "";
        throw new ArgumentException($"The checkpoint is of another run: {string.Join("; ", differences.Take(Shown))}{more}. Resume with what it was made with, or begin anew without it.");
    }

    private static string Of(IExampleSource source) => $"{source.Count} × {source.Example}, {source.Fingerprint}";
}
