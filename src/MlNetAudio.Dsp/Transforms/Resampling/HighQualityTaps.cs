namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>A Kaiser-windowed sinc between pass and stop band; the taps of every phase sum to 1, so that a constant stays that constant.</summary>
/// <remarks>
/// The band edges are those of libsoxr's HQ, and the attenuation is the one at which the slope between them comes closest to its, so that white noise agrees too,
/// not only what lies in the pass band.
/// </remarks>
internal sealed class HighQualityTaps : PhaseTaps
{
    private const double PassBand = 0.9136, StopBand = 1, StopBandDecibels = 134;

    private readonly double _cutoff, _halfWidth;
    private readonly KaiserWindow _window = new(KaiserWindow.BetaFor(StopBandDecibels));

    public HighQualityTaps(RateRatio ratio) : base(ratio)
    {
        _cutoff = ratio.Lower * (PassBand + StopBand) / 2;
        _halfWidth = HalfWidth(ratio);
        Lead = (int)Math.Ceiling(_halfWidth);
        Count = 2 * Lead + 2;
    }

    /// <summary>Input samples from the filter's middle to its end.</summary>
    public static double HalfWidth(RateRatio ratio) => KaiserWindow.OrderFor(StopBandDecibels, (StopBand - PassBand) * ratio.Lower) / 2;

    public override void Write(int phase, Span<float> taps) => WriteAt((double)((long)phase * Ratio.Down % Ratio.Up) / Ratio.Up, taps);

    /// <summary>The taps of an output that lies a fraction of an input sample after one.</summary>
    public void WriteAt(double fraction, Span<float> taps)
    {
        double[] exact = new double[Count];
        for (int k = 0; k < exact.Length; k++)
        {
            double time = fraction + Lead - k;
            exact[k] = Sinc(_cutoff * time) * _window.At(time / _halfWidth);
        }
        double sum = exact.Sum();
        for (int k = 0; k < exact.Length; k++) taps[k] = (float)(exact[k] / sum);
    }
}
