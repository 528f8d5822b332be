using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// Mono signal [samples] → tonal centroids [6, frames]: the chroma, scaled to sum 1, as a point on the circles of fifths (rows 0 and 1), minor thirds (2, 3) and
/// major thirds (4, 5); 0 for a silent frame.
/// </summary>
/// <remarks>
/// librosa.feature.tonnetz(chroma=chroma_stft(...)); C. Harte et al., "Detecting harmonic change in musical audio", 2006. Without a chroma, librosa takes that of a
/// constant-Q transform, which differs. One instance serves any number of threads.
/// </remarks>
public sealed class TonnetzExtractor : IFeatureExtractor
{
    private const int Dimensions = 6;

    private readonly ChromaExtractor _chroma;

    public TonnetzExtractor(TonnetzOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _chroma = new(options.Chroma);
    }

    public IReadOnlyList<string> Names { get; } = ["tonnetz_fifths_x", "tonnetz_fifths_y", "tonnetz_minor_x", "tonnetz_minor_y", "tonnetz_major_x", "tonnetz_major_y"];

    public int FrameCount(int samples) => _chroma.FrameCount(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => FromChroma(_chroma.Extract(samples));

    /// <summary>chroma [pitch classes, frames], from C up → tonal centroids [6, frames].</summary>
    public static FeatureMatrix FromChroma(FeatureMatrix chroma)
    {
        ArgumentNullException.ThrowIfNull(chroma);
        double[,] circles = Circles(chroma.Features);
        double[] column = new double[chroma.Features];
        var matrix = new FeatureMatrix(Dimensions, chroma.Frames);
        for (int frame = 0; frame < chroma.Frames; frame++)
        {
            for (int row = 0; row < column.Length; row++) column[row] = chroma[row, frame];
            ChromaFilterBank.Normalize(column, ChromaNormalization.Sum, SpectralCentroidExtractor.SmallestSum);
            for (int dimension = 0; dimension < Dimensions; dimension++)
            {
                double sum = 0;
                for (int row = 0; row < column.Length; row++) sum += circles[dimension, row] * column[row];
                matrix[dimension, frame] = (float)sum;
            }
        }
        return matrix;
    }

    /// <summary>[6, pitch classes]: where each pitch class lies on the three circles, of radius 1, 1 and ½.</summary>
    private static double[,] Circles(int chromas)
    {
        double[] turns = [7.0 / 6, 3.0 / 2, 2.0 / 3], radii = [1, 1, 0.5];
        double[,] circles = new double[Dimensions, chromas];
        for (int circle = 0; circle < turns.Length; circle++)
            for (int chroma = 0; chroma < chromas; chroma++)
            {
                double halfTurns = turns[circle] * (chroma * 12.0 / chromas);
                circles[2 * circle, chroma] = radii[circle] * double.CosPi(halfTurns - 0.5);
                circles[2 * circle + 1, chroma] = radii[circle] * double.CosPi(halfTurns);
            }
        return circles;
    }
}
