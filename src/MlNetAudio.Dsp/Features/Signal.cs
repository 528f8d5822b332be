namespace MlNetAudio.Dsp.Features;

/// <summary>What every extractor asks of a signal.</summary>
internal static class Signal
{
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public static void Check(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty) throw new ArgumentException("The signal has no samples; leave empty recordings out.", nameof(samples));
        for (int n = 0; n < samples.Length; n++)
            if (!float.IsFinite(samples[n]))
                throw new ArgumentException(FormattableString.Invariant($"Sample {n} is {samples[n]}; samples must be finite: replace or leave out what is not."), nameof(samples));
    }
}
