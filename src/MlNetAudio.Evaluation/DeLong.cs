namespace MlNetAudio.Evaluation;

/// <summary>How sure an AUC is, and whether two models scored on the same rows really differ. Rows are taken to be independent of each other.</summary>
/// <remarks>
/// DeLong, DeLong and Clarke-Pearson 1988, computed by midranks (Sun and Xu 2014). That variance is 0 when no pair of rows is out of order (AUC 1 or 0), when all scores
/// are equal, and it does not exist for a class of one row; there Newcombe's 2006 score interval (method 5) answers instead, so that certainty is never read off a few rows.
/// </remarks>
public static class DeLong
{
    /// <summary>scores [rows], labels [rows] → interval of the AUC, symmetric on the logit scale and therefore inside 0..1.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, one class is missing, or the level is not inside 0..1.</exception>
    public static Interval ConfidenceInterval(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, double level = 0.95) =>
        AreaInference.ConfidenceInterval(AreaEstimate.Of(scores, labels), level);

    /// <summary>Scores of two models [rows] on the same rows → AUC(A) − AUC(B), its standard error, z, two-sided p, and an interval clipped to −1..1.</summary>
    /// <remarks>Where the variance of the difference is 0, the error comes from both models' Newcombe intervals joined as if independent (Zou and Donner 2008): cautious.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, one class is missing, or the level is not inside 0..1.</exception>
    public static PairedTest Compare(ReadOnlySpan<float> scoresA, ReadOnlySpan<float> scoresB, ReadOnlySpan<bool> labels, double level = 0.95) =>
        AreaInference.Compare(AreaEstimate.Of(scoresA, labels), AreaEstimate.Of(scoresB, labels), level);
}
