using System.Buffers;

namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>The spectrum of the whole signal, taken as one period, cut off or continued with zeros to the bins of the new length. scipy.signal.resample.</summary>
internal static class FourierResampling
{
    public static void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        if (input.Length == output.Length)   // too short for the ratio to show, or empty
        {
            input.CopyTo(output);
            return;
        }
        var forward = new RealFft(input.Length);
        var inverse = ComplexFft.Create(output.Length);
        int shorter = Math.Min(input.Length, output.Length);
        int scratch = Math.Max(forward.ScratchLength, inverse.ScratchLength);
        double[] rented = ArrayPool<double>.Shared.Rent(checked(input.Length + 2 * forward.Bins + 2 * output.Length + scratch));
        Span<double> rest = rented;
        Span<double> signal = Take(ref rest, input.Length), binsRe = Take(ref rest, forward.Bins), binsIm = Take(ref rest, forward.Bins);
        Span<double> re = Take(ref rest, output.Length), im = Take(ref rest, output.Length);

        for (int n = 0; n < signal.Length; n++) signal[n] = input[n];
        forward.Forward(signal, binsRe, binsIm, rest[..forward.ScratchLength]);
        re.Clear();
        im.Clear();
        (re[0], im[0]) = (binsRe[0], 0);
        for (int k = 1; 2 * k < shorter; k++)
        {
            (re[k], im[k]) = (binsRe[k], binsIm[k]);
            (re[^k], im[^k]) = (binsRe[k], -binsIm[k]);
        }
        if (shorter % 2 == 0) ShareNyquistBin(shorter / 2, binsRe[shorter / 2], binsIm[shorter / 2], re, im);
        inverse.Forward(im, re, rest[..inverse.ScratchLength]);   // real and imaginary parts exchanged: the inverse transform
        for (int m = 0; m < output.Length; m++) output[m] = (float)(re[m] / input.Length);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>The bin at half the lower rate stands for two frequencies of opposite sign: apart at the longer length, one at the shorter.</summary>
    private static void ShareNyquistBin(int bin, double binRe, double binIm, Span<double> re, Span<double> im)
    {
        if (re.Length == 2 * bin)
        {
            re[bin] = 2 * binRe;
            return;
        }
        (re[bin], im[bin]) = (binRe / 2, binIm / 2);
        (re[^bin], im[^bin]) = (binRe / 2, -binIm / 2);
    }

    private static Span<double> Take(ref Span<double> rest, int count)
    {
        Span<double> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
