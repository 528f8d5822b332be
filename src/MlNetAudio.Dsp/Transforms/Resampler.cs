using MlNetAudio.Dsp.Transforms.Resampling;

namespace MlNetAudio.Dsp.Transforms;

/// <summary>The same band-limited signal at another rate; linear phase, no delay, zeros beyond both ends (or, by <see cref="ResamplingMethod.Fourier"/>, the signal again).</summary>
/// <remarks>
/// y[m] = Σₙ x[n]·h(m·from/to − n), h the response of the method's low-pass filter. Holds only read-only tables, so one instance serves any number of threads.
/// librosa.resample with fix=True; a signal cut into pieces: <see cref="ResamplerStream"/>.
/// </remarks>
public sealed class Resampler
{
    private static readonly ResamplerCache Cache = new(capacity: 16);

    /// <exception cref="ArgumentException">A rate is not positive, or the rates are too far apart for a table of the filter.</exception>
    public Resampler(int fromHz, int toHz, ResamplerOptions? options = null)
    {
        (FromHz, ToHz, Options) = (Require.Positive(fromHz, nameof(fromHz)), Require.Positive(toHz, nameof(toHz)), options ?? ResamplerOptions.HighQuality);
        Ratio = new(fromHz, toHz);
        if (!Ratio.IsOne && Options.Method != ResamplingMethod.Fourier) Filter = ResamplingFilter.Create(Ratio, Options);
    }

    public int FromHz { get; }

    public int ToHz { get; }

    public ResamplerOptions Options { get; }

    internal RateRatio Ratio { get; }

    /// <summary>null where the rate stays the same or the whole signal is needed at once.</summary>
    internal ResamplingFilter? Filter { get; }

    /// <summary>One for these rates and options that may have been built before: tables cost more than a short signal. The last 16 are kept.</summary>
    /// <exception cref="ArgumentException">As the constructor.</exception>
    public static Resampler For(int fromHz, int toHz, ResamplerOptions? options = null) => Cache.Get(fromHz, toHz, options ?? ResamplerOptions.HighQuality);

    /// <summary>⌈samples · to / from⌉.</summary>
    /// <exception cref="OverflowException">More than an array holds.</exception>
    public int OutputLength(int samples) => checked((int)Ratio.OutputLength(samples));

    /// <summary>samples [n] → [⌈n · to / from⌉].</summary>
    public float[] Resample(ReadOnlySpan<float> samples)
    {
        float[] output = GC.AllocateUninitializedArray<float>(OutputLength(samples.Length));
        Resample(samples, output);
        return output;
    }

    /// <summary>samples [n] → output [⌈n · to / from⌉]; allocates nothing, but for <see cref="ResamplingMethod.Fourier"/>, whose tables depend on the length. They must not overlap.</summary>
    /// <exception cref="ArgumentException">The output does not have its length.</exception>
    public void Resample(ReadOnlySpan<float> samples, Span<float> output)
    {
        if (output.Length != OutputLength(samples.Length))
            throw new ArgumentException($"{samples.Length} samples at {FromHz} Hz are {OutputLength(samples.Length)} at {ToHz} Hz, but the output has room for {output.Length}.", nameof(output));
        if (Ratio.IsOne) samples.CopyTo(output);
        else if (Filter is null) FourierResampling.Run(samples, output);
        else Filter.Run(samples, 0, 0, output);
    }
}
