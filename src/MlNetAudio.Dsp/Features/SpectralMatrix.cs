using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>weights [rows, bins] · spectrum [bins, frames]: filter banks and fits, without the zeros that a row starts and ends with.</summary>
internal sealed class SpectralMatrix
{
    private readonly (int FirstBin, double[] Weights)[] _rows;

    public SpectralMatrix(ReadOnlySpan<float> weights, int rows) : this(Array.ConvertAll(weights.ToArray(), weight => (double)weight), rows)
    {
    }

    public SpectralMatrix(double[] weights, int rows)
    {
        int bins = weights.Length / rows;
        _rows = [.. Enumerable.Range(0, rows).Select(row => NotZero(weights.AsSpan(row * bins, bins)))];
    }

    public int Rows => _rows.Length;

    /// <summary>spectrum [bins, lanes] → products [rows, lanes].</summary>
    public void Multiply(ReadOnlySpan<double> spectrum, Span<double> products)
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            var (first, weights) = _rows[row];
            SpectralBins.WeightedSum(weights, spectrum[(first * Stft.Lanes)..], products[(row * Stft.Lanes)..]);
        }
    }

    private static (int FirstBin, double[] Weights) NotZero(ReadOnlySpan<double> row)
    {
        int first = row.IndexOfAnyExcept(0.0), last = row.LastIndexOfAnyExcept(0.0);
        return first < 0 ? (0, []) : (first, row[first..(last + 1)].ToArray());
    }
}
