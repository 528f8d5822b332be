using MlNetAudio.Benchmarks;

// dotnet run -c Release --project tests/MlNetAudio.Benchmarks -- --json FAMILY [NAME...]: one line of JSON per measurement.
Dictionary<string, Func<IReadOnlyList<string>, IEnumerable<string>>> families = new()
{
    ["augment"] = AugmentationSpeed.Run,
    ["epoch"] = EpochSpeed.Run,
    ["features"] = FeatureSpeed.Run,
    ["front-ends"] = FrontEndSpeed.Run,
    ["fuzz-audio"] = AudioFuzz.Run,
    ["score-audio"] = ScoreAudioSpeed.Run,
    ["spectra"] = Spectra.Run,
    ["sgemm"] = MatrixProductSpeed.Run,
    ["train-feed"] = TrainingFeed.Run,
    ["train-step"] = TrainStep.Run,
    ["trainers"] = TrainerSpeed.Run,
};

if (args is not ["--json", string family, .. string[] names] || !families.TryGetValue(family, out var run))
{
    Console.Error.WriteLine($"usage: --json FAMILY [NAME...]; families: {string.Join(", ", families.Keys)}");
    return 2;
}
try
{
    foreach (string line in run(names)) Console.WriteLine(line);
    return 0;
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
