namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Odd lengths: one complex transform of signals without imaginary parts.</summary>
internal sealed unsafe class OddLaneRealFft<T> : LaneRealFft where T : unmanaged, ILanes<T>
{
    private const int Point = LaneComplex<T>.PointLength;

    private readonly LaneFft<T> _complex;
    private readonly AlignedBuffer _window, _inverse;   // the latter divided by N

    public OddLaneRealFft(ReadOnlySpan<double> window) : base(window.Length)
    {
        _complex = LaneFft<T>.Create(Length);
        (_window, _inverse) = (Scaled(window, 1), Scaled(window, 1.0 / Length));
    }

    public override int WorkLength => checked(_complex.WorkLength + _complex.RowLength * Point);

    public override void Begin(float** signals, double* work)
    {
        _complex.Begin(new Samples(signals, _window.Pointer), work);
        GC.KeepAlive(this);   // and with it the tables, of which only addresses are used
    }

    public override void Spectra(double* work, double* re, double* im)
    {
        Put(work, new PartsSink<T>(re, im));
        GC.KeepAlive(this);   // and with it the tables, of which only addresses are used
    }

    public override void Power(double* work, double* power)
    {
        Put(work, new PowerSink<T>(power));
        GC.KeepAlive(this);   // and with it the tables, of which only addresses are used
    }

    public override void PowerOfParts(double* re, double* im, double* power) => PowerOfParts<T>(re, im, power);

    private void Put<TSink>(double* work, TSink sink) where TSink : struct, ISpectrumSink<T>
    {
        for (int row = 0; row < _complex.Rows; row++)
        {
            double* point = _complex.Row(row, work, work + _complex.WorkLength);
            for (int k = row; k < Bins; k += _complex.Rows, point += Point)
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    var value = LaneComplex<T>.Load(point + lane);
                    sink.Put(k, lane, value.Re, k == 0 ? default : value.Im);
                }
        }
    }

    public override void AddInverse(double* re, double* im, double* work, double* sums, nint hop)
    {
        _complex.Begin(new BothSides(re, im, Length), work);
        for (int row = 0; row < _complex.Rows; row++)
        {
            double* point = _complex.Row(row, work, work + _complex.WorkLength);

            // The parts are exchanged: samples are the imaginary parts.
            for (int n = row; n < Length; n += _complex.Rows, point += Point) LaneTransposition.AddOne(point + Stft.Lanes, _inverse.Pointer[n], sums + n, hop);
        }
        GC.KeepAlive(this);
    }

    private readonly struct Samples(float** signals, double* weights) : ILanePoints
    {
        public void Load(int first, int count, double* to, nint stride)
        {
            for (int i = 0; i < count; i++)
                for (int lane = 0; lane < Stft.Lanes; lane++)
                {
                    to[i * stride + lane] = signals[lane][first + i] * weights[first + i];
                    to[i * stride + Stft.Lanes + lane] = 0;
                }
        }
    }

    /// <summary>Spectra with their negative frequencies, the parts exchanged.</summary>
    private readonly struct BothSides(double* re, double* im, int length) : ILanePoints
    {
        public void Load(int first, int count, double* to, nint stride)
        {
            for (int k = first; k < first + count; k++, to += stride)
            {
                bool negative = 2 * k > length;
                int bin = (negative ? length - k : k) * Stft.Lanes;
                for (int lane = 0; lane < Stft.Lanes; lane++) (to[lane], to[Stft.Lanes + lane]) = (k == 0 ? 0 : negative ? -im[bin + lane] : im[bin + lane], re[bin + lane]);
            }
        }
    }
}
