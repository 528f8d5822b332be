namespace MlNetAudio.Dsp.Effects;

/// <summary>The first-order high-pass that flattens the spectrum of speech: y[n] = x[n] − c·x[n−1].</summary>
/// <remarks>librosa.effects.preemphasis and deemphasis, whose filter starts from the state 2·x[0] − x[1], so that y[0] = 3·x[0] − x[1] whatever c is.</remarks>
public static class PreEmphasis
{
    /// <summary>x [samples] → y [samples].</summary>
    /// <param name="coefficient">c, 0..1: the higher, the less low frequencies are left.</param>
    public static float[] Apply(ReadOnlySpan<float> samples, double coefficient = 0.97)
    {
        Require.Between(coefficient, 0, 1, nameof(coefficient));
        float[] output = new float[samples.Length];
        double previous = 0;
        for (int n = 0; n < output.Length; n++)
        {
            output[n] = (float)(n == 0 ? samples[0] + Start(samples) : samples[n] - coefficient * previous);
            previous = samples[n];
        }
        return output;
    }

    /// <summary>y [samples] → x [samples]: undoes <see cref="Apply"/> but for a decaying c^n that the first sample leaves.</summary>
    /// <remarks>librosa.effects.deemphasis: what the assumed start leaves, ((2 − c)·y[0] − y[1]) / (3 − c)·cⁿ, is taken away.</remarks>
    public static float[] Undo(ReadOnlySpan<float> samples, double coefficient = 0.97)
    {
        Require.Between(coefficient, 0, 1, nameof(coefficient));
        float[] output = new float[samples.Length];
        double state = 0, start = samples.Length < 2 ? 0 : ((2 - coefficient) * samples[0] - samples[1]) / (3 - coefficient), power = 1;
        for (int n = 0; n < output.Length; n++)
        {
            state = samples[n] + coefficient * state;
            output[n] = (float)(state - start * power);
            power *= coefficient;
        }
        return output;
    }

    /// <summary>The filter's state before the first sample, 2·x[0] − x[1].</summary>
    private static double Start(ReadOnlySpan<float> samples) => samples.Length < 2 ? 0 : 2.0 * samples[0] - samples[1];
}
