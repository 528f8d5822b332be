namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>
/// A DFT of n = First·Second real samples as two small matrix products. Sample t = Second·a + b, bin k = k1 + First·k2:
/// X[k] = Σ_b W_n^(b·k) Σ_a x[Second·a + b] · W_First^(a·k1), with W_m = exp(−2πi/m).
/// </summary>
/// <remarks>
/// Of the inner sums only k1 ≤ First/2 are made: for real samples every other bin is the mirror n − k of one that is. The outer product takes one matrix for each
/// k1, with the twiddle factors inside. With Second = 1 it is the plain DFT matrix: for primes, and where it is cheaper.
/// </remarks>
internal sealed record DftFactors(int First, int Second)
{
    public int Length => First * Second;

    /// <summary>Number of k1: 0..First/2.</summary>
    public int Rows => First / 2 + 1;

    /// <summary>The pair with the fewest multiplications.</summary>
    public static DftFactors Of(int length) =>
        Enumerable.Range(1, length).Where(second => length % second == 0).Select(second => new DftFactors(length / second, second)).MinBy(factors => factors.Cost)!;

    private long Cost => 2L * Rows * Length + 4L * Rows * Second * Second;

    /// <summary>[2·Rows, First]: the real parts of W_First^(a·k1), then the imaginary ones.</summary>
    public float[] InnerMatrix()
    {
        float[] matrix = new float[2 * Rows * First];
        for (int k1 = 0; k1 < Rows; k1++)
            for (int a = 0; a < First; a++)
            {
                var (real, imaginary) = Root((long)a * k1, First);
                (matrix[k1 * First + a], matrix[(Rows + k1) * First + a]) = ((float)real, (float)imaginary);
            }
        return matrix;
    }

    /// <summary>Two of [Rows, 2·Second, Second], for the real and the imaginary part of the bins k2: [k1] maps the real parts of the inner sums b, then the imaginary ones.</summary>
    public (float[] ToReal, float[] ToImaginary) OuterMatrices()
    {
        float[] toReal = new float[Rows * 2 * Second * Second], toImaginary = new float[toReal.Length];
        for (int k1 = 0; k1 < Rows; k1++)
            for (int b = 0; b < Second; b++)
                for (int k2 = 0; k2 < Second; k2++)
                {
                    var (real, imaginary) = Root((long)b * (k1 + First * k2), Length);
                    int ofReal = (k1 * 2 * Second + b) * Second + k2, ofImaginary = ofReal + Second * Second;
                    (toReal[ofReal], toReal[ofImaginary]) = ((float)real, (float)-imaginary);
                    (toImaginary[ofReal], toImaginary[ofImaginary]) = ((float)imaginary, (float)real);
                }
        return (toReal, toImaginary);
    }

    /// <summary>[Rows, Second] → the bin 0..n/2 whose power stands there, or −1 where it stands a second time.</summary>
    public int[] OneSidedBins()
    {
        int[] bins = new int[Rows * Second];
        var seen = new HashSet<int>();
        for (int k1 = 0; k1 < Rows; k1++)
            for (int k2 = 0; k2 < Second; k2++)
            {
                int k = k1 + First * k2, bin = Math.Min(k, Length - k);
                bins[k1 * Second + k2] = seen.Add(bin) ? bin : -1;
            }
        return bins;
    }

    /// <summary>exp(−2πi · exponent / order), the exponent reduced first so that large ones lose nothing.</summary>
    private static (double Real, double Imaginary) Root(long exponent, int order)
    {
        var (sine, cosine) = Math.SinCos(-2 * Math.PI * (exponent % order) / order);
        return (cosine, sine);
    }
}
