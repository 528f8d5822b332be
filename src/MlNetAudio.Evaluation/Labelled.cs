using System.Globalization;

namespace MlNetAudio.Evaluation;

/// <summary>Checks at the public door of everything that takes scores and labels.</summary>
internal static class Labelled
{
    /// <returns>How many labels are positive and how many negative; both at least one.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one class is missing.</exception>
    public static (int Positives, int Negatives) Check(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException($"Every score needs its label: got {scores.Length} scores and {labels.Length} labels.");
        for (int row = 0; row < scores.Length; row++)
            if (float.IsNaN(scores[row])) throw new ArgumentException($"The score of row {row} is NaN; scores that cannot be ordered have no ROC curve. Drop the row or repair the model.");
        int positives = labels.Count(true);
        if (positives == 0 || positives == labels.Length)
        {
            string missing = positives == 0 ? "positive" : "negative";
            throw new ArgumentException($"AUC is not defined for {labels.Length} rows without a {missing} one; score a part that holds both classes.");
        }
        return (positives, labels.Length - positives);
    }

    /// <exception cref="ArgumentException">The level is not inside 0..1.</exception>
    public static double Level(double level) => level is > 0 and < 1
        ? level
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The level of an interval lies between 0 and 1 (0.95 for 95 %), got {level}."));
}
