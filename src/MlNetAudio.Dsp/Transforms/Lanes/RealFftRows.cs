namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>The real FFT of many signals, a lane each.</summary>
/// <remarks>Holds only read-only tables and memory that is not in use, so one instance serves any number of threads.</remarks>
internal sealed unsafe class RealFftRows
{
    private readonly LaneRealFft _fft;
    private readonly Pool<AlignedBuffer> _memory;

    public RealFftRows(int length)
    {
        double[] ones = new double[length];
        ones.AsSpan().Fill(1);
        _fft = LaneRealFft.Create(ones);
        _memory = new(() => new(_fft.WorkLength + 2 * _fft.Bins * Stft.Lanes));
    }

    /// <summary>input [rows, length] → re [rows, bins], im [rows, bins].</summary>
    public void Forward(ReadOnlySpan<float> input, int rows, Span<float> re, Span<float> im)
    {
        int bins = _fft.Bins;
        var memory = _memory.Rent();
        double* work = memory.Pointer, blockRe = work + _fft.WorkLength, blockIm = blockRe + bins * Stft.Lanes;
        float** signals = stackalloc float*[Stft.Lanes];
        fixed (float* first = input)
        {
            for (int row = 0; row < rows; row += Stft.Lanes)
            {
                for (int lane = 0; lane < Stft.Lanes; lane++) signals[lane] = first + (nint)Math.Min(row + lane, rows - 1) * _fft.Length;
                _fft.Begin(signals, work);
                _fft.Spectra(work, blockRe, blockIm);
                for (int lane = 0; lane < Math.Min(Stft.Lanes, rows - row); lane++)
                {
                    Span<float> rowRe = re.Slice((row + lane) * bins, bins), rowIm = im.Slice((row + lane) * bins, bins);
                    for (int bin = 0; bin < bins; bin++) (rowRe[bin], rowIm[bin]) = ((float)blockRe[bin * Stft.Lanes + lane], (float)blockIm[bin * Stft.Lanes + lane]);
                }
            }
        }
        _memory.Return(memory);
    }
}
