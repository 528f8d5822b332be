namespace MlNetAudio.Pipelines.Tuning;

/// <summary>What a search found; the same stands in the files of its folder.</summary>
/// <param name="Folder">Of the search.</param>
/// <param name="Trials">In order.</param>
/// <param name="Best">That with the lowest log loss on the validation part.</param>
/// <param name="BestConfig">Path of the config that trains it.</param>
public sealed record TuningResult(string Folder, string Model, IReadOnlyList<Trial> Trials, Trial Best, string BestConfig)
{
    /// <summary>Best first, those that failed last.</summary>
    public IEnumerable<Trial> Ranked => TrialProposal.Ranked(Trials);
}
