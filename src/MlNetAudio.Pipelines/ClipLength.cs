namespace MlNetAudio.Pipelines;

/// <summary>Clips for models of fixed length: what training, scoring and the graph of an artifact do alike.</summary>
internal static class ClipLength
{
    /// <summary>samples → [length]: zeros at the end of a shorter clip, the end of a longer one cut off; a clip of that length as it is.</summary>
    public static float[] Fit(float[] samples, int length)
    {
        if (samples.Length == length) return samples;
        float[] fitted = new float[length];
        samples.AsSpan(0, Math.Min(length, samples.Length)).CopyTo(fitted);
        return fitted;
    }
}
