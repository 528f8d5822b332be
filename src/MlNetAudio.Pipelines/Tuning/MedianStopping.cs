namespace MlNetAudio.Pipelines.Tuning;

/// <summary>Ends a trial whose validation loss after an epoch is worse than the median of the earlier trials' after that epoch.</summary>
/// <remarks>The median stopping rule of Golovin et al. 2017, with the loss itself instead of its running mean.</remarks>
internal sealed class MedianStopping(IReadOnlyList<Trial> earlier)
{
    /// <summary>With fewer trials that got so far nothing is stopped.</summary>
    public const int FewestTrials = 4;

    /// <param name="epoch">Counted from 1.</param>
    public bool GoesOn(int epoch, float loss)
    {
        float[] others = [.. earlier.Where(trial => trial.Curve.Count >= epoch).Select(trial => trial.Curve[epoch - 1]).Order()];
        if (others.Length < FewestTrials) return true;
        float median = others.Length % 2 == 1 ? others[others.Length / 2] : (others[others.Length / 2 - 1] + others[others.Length / 2]) / 2;
        return loss <= median;
    }
}
