namespace MlNetAudio.Tests.Dsp.Transforms;

/// <summary>The definition: X[k] = Σₙ x[n]·exp(−2πi·nk/N) for k = 0..⌊N/2⌋.</summary>
internal static class NaiveDft
{
    public static (double[] Re, double[] Im) Forward(ReadOnlySpan<double> input)
    {
        int length = input.Length, bins = 1 + length / 2;
        double[] re = new double[bins], im = new double[bins];
        var turns = new (double Sin, double Cos)[length];
        for (int n = 0; n < length; n++) turns[n] = double.SinCosPi(2.0 * n / length);
        for (int k = 0; k < bins; k++)
            for (int n = 0; n < length; n++)
            {
                var (sin, cos) = turns[(int)((long)n * k % length)];
                re[k] += input[n] * cos;
                im[k] -= input[n] * sin;
            }
        return (re, im);
    }
}
