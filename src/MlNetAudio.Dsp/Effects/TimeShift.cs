namespace MlNetAudio.Dsp.Effects;

/// <summary>Moves a signal in time, its length unchanged.</summary>
public static class TimeShift
{
    /// <summary>output[n] = samples[n − offset]; what leaves at one end comes in at the other (<paramref name="wrap"/>), or zeros come in.</summary>
    /// <param name="offset">Samples: above 0 later, below 0 earlier.</param>
    /// <remarks>numpy.roll where it wraps.</remarks>
    public static float[] Apply(ReadOnlySpan<float> samples, int offset, bool wrap = false)
    {
        float[] output = new float[samples.Length];
        if (output.Length == 0) return output;
        long length = output.Length;
        for (int n = 0; n < output.Length; n++)
        {
            long source = (long)n - offset;
            if (wrap) output[n] = samples[(int)((source % length + length) % length)];
            else if (source >= 0 && source < length) output[n] = samples[(int)source];
        }
        return output;
    }
}
