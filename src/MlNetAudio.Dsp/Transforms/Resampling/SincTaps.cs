namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>A sinc of some zero crossings to each side below a Hann or Kaiser window, not normalised.</summary>
/// <remarks>torchaudio.functional.resample.</remarks>
internal sealed class SincTaps : PhaseTaps
{
    private readonly int _zeroCrossings;
    private readonly double _cutoff;
    private readonly KaiserWindow? _window;

    public SincTaps(RateRatio ratio, ResamplerOptions options) : base(ratio)
    {
        _zeroCrossings = options.LowpassFilterWidth;
        _cutoff = ratio.Lower * options.Rolloff;
        _window = options.Method == ResamplingMethod.SincKaiser ? new(options.KaiserBeta) : null;
        Lead = (int)Math.Ceiling(_zeroCrossings / _cutoff);
        Count = 2 * Lead + 2;
    }

    public override void Write(int phase, Span<float> taps)
    {
        double inPeriods = -(float)phase / Ratio.Up;   // rounded to single precision as there: with thousands of phases the difference is heard above 1e-4
        long first = Ratio.Whole(phase) - Lead;
        for (int k = 0; k < Count; k++)
        {
            double time = (inPeriods + (double)(first + k) / Ratio.Down) * Ratio.Down * _cutoff;   // in zero crossings
            taps[k] = Math.Abs(time) < _zeroCrossings ? (float)(Sinc(time) * WindowAt(time / _zeroCrossings) * _cutoff) : 0;
        }
    }

    private double WindowAt(double x)
    {
        if (_window is not null) return _window.At(x);
        double cos = double.CosPi(x / 2);
        return cos * cos;
    }
}
