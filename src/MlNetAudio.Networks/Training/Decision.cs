namespace MlNetAudio.Networks.Training;

/// <summary>From a classifier's logits to a class.</summary>
internal static class Decision
{
    /// <summary>Classes a network with that output tells apart: 2 for a single logit.</summary>
    public static int ClassCount(Shape output) => output[0] == 1 ? 2 : output[0];

    /// <summary>The most probable class of one example's logits.</summary>
    public static int Of(ReadOnlySpan<float> logits)
    {
        if (logits.Length == 1) return logits[0] > 0 ? 1 : 0;
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
            if (logits[k] > logits[best]) best = k;
        return best;
    }
}
