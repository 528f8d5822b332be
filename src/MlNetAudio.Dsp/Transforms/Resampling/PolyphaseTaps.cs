namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>A Kaiser-windowed sinc, β = 5, sampled at up times the input's rate, ten zero crossings to each side, gain up.</summary>
/// <remarks>scipy.signal.firwin as scipy.signal.resample_poly calls it: normalised over all phases, not each of them.</remarks>
internal sealed class PolyphaseTaps : PhaseTaps
{
    private const double Beta = 5;
    private const int ZeroCrossings = 10;

    private readonly int _half;
    private readonly float[] _response;   // [half + 1]: from the middle outwards; it is the same to the other side

    public PolyphaseTaps(RateRatio ratio) : base(ratio)
    {
        int larger = Math.Max(ratio.Up, ratio.Down);
        _half = ZeroCrossings * larger;
        Lead = _half / ratio.Up;
        Count = Lead + (_half + ratio.Up - 1) / ratio.Up + 1;
        var window = new KaiserWindow(Beta);
        double[] exact = new double[_half + 1];
        for (int i = 0; i <= _half; i++) exact[i] = Sinc((double)i / larger) * window.At((double)i / _half);
        double sum = 2 * exact.Sum() - exact[0];
        _response = Array.ConvertAll(exact, value => (float)(value / sum * ratio.Up));
    }

    public override void Write(int phase, Span<float> taps)
    {
        int fraction = (int)((long)phase * Ratio.Down % Ratio.Up);   // in 1/up of an input sample
        for (int k = 0; k < Count; k++)
        {
            long distance = Math.Abs(fraction + (long)(Lead - k) * Ratio.Up);
            taps[k] = distance <= _half ? _response[distance] : 0;
        }
    }
}
