using System.Numerics;

namespace MlNetAudio.Datasets.Augmentation;

/// <summary>Sweeps over samples.</summary>
internal static class ScaledSum
{
    /// <summary>sum[n] += scale · values[n].</summary>
    public static void Add(ReadOnlySpan<float> values, float scale, Span<float> sum)
    {
        int n = 0;
        for (; n + Vector<float>.Count <= values.Length; n += Vector<float>.Count)
            (new Vector<float>(sum[n..]) + scale * new Vector<float>(values[n..])).CopyTo(sum[n..]);
        for (; n < values.Length; n++) sum[n] += scale * values[n];
    }

    /// <summary>values[n] ·= scale.</summary>
    public static void Scale(Span<float> values, float scale)
    {
        int n = 0;
        for (; n + Vector<float>.Count <= values.Length; n += Vector<float>.Count) (scale * new Vector<float>(values[n..])).CopyTo(values[n..]);
        for (; n < values.Length; n++) values[n] *= scale;
    }
}
