namespace MlNetAudio.Datasets.Layouts;

/// <summary>The words that datasets use for the three parts.</summary>
internal static class SplitNames
{
    /// <summary>For errors: every word that is understood.</summary>
    public const string Understood = "train, training; validation, valid, val, dev; test, testing, eval";

    public static bool TryParse(string word, out SplitPart part)
    {
        SplitPart? known = word.Trim().ToLowerInvariant() switch
        {
            "train" or "training" => SplitPart.Train,
            "validation" or "valid" or "val" or "dev" => SplitPart.Validation,
            "test" or "testing" or "eval" => SplitPart.Test,
            _ => null,
        };
        part = known ?? default;
        return known is not null;
    }
}
