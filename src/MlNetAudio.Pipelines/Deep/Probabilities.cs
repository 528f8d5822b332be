namespace MlNetAudio.Pipelines.Deep;

/// <summary>From logits to probabilities as an artifact's graph does it.</summary>
internal static class Probabilities
{
    /// <summary>Sigmoid of one logit, as [1 − p, p]; softmax of several.</summary>
    public static float[] Of(float[] logits)
    {
        if (logits.Length == 1)
        {
            float positive = 1 / (1 + MathF.Exp(-logits[0]));
            return [1 - positive, positive];
        }
        float largest = logits.Max();
        float[] exponentials = [.. logits.Select(logit => MathF.Exp(logit - largest))];
        float sum = exponentials.Sum();
        return [.. exponentials.Select(value => value / sum)];
    }
}
