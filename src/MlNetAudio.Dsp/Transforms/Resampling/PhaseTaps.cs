namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>A low-pass filter as its taps at every phase: y[m] = Σₖ taps(m mod up)[k] · x[⌊m·down/up⌋ − lead + k], k below the count.</summary>
internal abstract class PhaseTaps(RateRatio ratio)
{
    public RateRatio Ratio { get; } = ratio;

    /// <summary>Input samples before ⌊m·down/up⌋ that the first tap lies.</summary>
    public int Lead { get; protected init; }

    public int Count { get; protected init; }

    /// <summary>Writes the taps [count] of the outputs m with m mod up = phase.</summary>
    public abstract void Write(int phase, Span<float> taps);

    protected static double Sinc(double x) => x == 0 ? 1 : double.SinPi(x) / (Math.PI * x);
}
