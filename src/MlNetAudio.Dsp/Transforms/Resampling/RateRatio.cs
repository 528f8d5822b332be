namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>to / from in lowest terms, up / down: output m lies at the input time m·down/up.</summary>
internal readonly record struct RateRatio
{
    public RateRatio(int fromHz, int toHz)
    {
        int divisor = GreatestCommonDivisor(fromHz, toHz);
        (Up, Down) = (toHz / divisor, fromHz / divisor);
    }

    public int Up { get; }

    public int Down { get; }

    public bool IsOne => Up == Down;

    /// <summary>The lower rate as a fraction of the input's.</summary>
    public double Lower => Math.Min(1, (double)Up / Down);

    /// <summary>⌈samples · up / down⌉.</summary>
    public long OutputLength(long samples) => checked(samples * Up + Down - 1) / Down;

    /// <summary>The last input sample at or before an output.</summary>
    public long Whole(long output) => checked(output * Down) / Up;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
