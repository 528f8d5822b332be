using System.Numerics;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>An FFT of any length as a convolution with a chirp, which FFTs of a power of two do: X[k] = c[k] · Σₙ (x[n]·c[n]) · conj c[k − n], c[n] = exp(−πi·n²/N). One row.</summary>
/// <remarks>L. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", 1970. For lengths with a large prime factor.</remarks>
internal sealed unsafe class BluesteinLaneFft<T> : LaneFft<T> where T : unmanaged, ILanes<T>
{
    private const int Point = LaneComplex<T>.PointLength;

    private readonly FourStepLaneFft<T> _inner;
    private readonly AlignedBuffer _chirp, _filter;   // (re, im) of c[n], and of the transform of conj c divided by the inner length

    public BluesteinLaneFft(int length) : base(length, rows: 1)
    {
        int padded = checked((int)BitOperations.RoundUpToPowerOf2((uint)(2 * length - 1)));
        _inner = new(padded);
        (_chirp, _filter) = (new(2 * length), new(2 * padded));
        double[] re = new double[padded], im = new double[padded];
        for (int n = 0; n < length; n++)
        {
            double* chirp = _chirp.Pointer + 2 * n;
            Roots.Write(chirp, (long)n * n, 2 * length);
            int mirror = n == 0 ? 0 : padded - n;
            (re[n], im[n]) = (re[mirror], im[mirror]) = (chirp[0] / padded, -chirp[1] / padded);
        }
        var transform = ComplexFft.Create(padded);
        transform.Forward(re, im, new double[transform.ScratchLength]);
        for (int k = 0; k < padded; k++) (_filter.Pointer[2 * k], _filter.Pointer[2 * k + 1]) = (re[k], im[k]);
    }

    /// <summary>The result, the convolution's spectrum, the inner transform's memory.</summary>
    public override int WorkLength => checked((Length + _inner.Length + _inner.RowLength) * Point + _inner.WorkLength);

    public override void Begin<TPoints>(in TPoints points, double* work)
    {
        double* spectrum = work + Length * Point, room = spectrum + _inner.Length * Point, inner = room + _inner.RowLength * Point;
        for (int n = 0; n < Length; n += 4) points.Load(n, Math.Min(4, Length - n), work + n * Point, Point);
        for (int n = 0; n < Length; n++) Multiply(work + n * Point, _chirp.Pointer + 2 * n, exchanged: false);

        _inner.Begin(new PaddedPoints(work, Length), inner);
        for (int row = 0; row < _inner.Rows; row++)
        {
            double* points1 = _inner.Row(row, inner, room);
            for (int i = 0; i < _inner.RowLength; i++)
            {
                int k = row + _inner.Rows * i;
                new Span<double>(points1 + i * Point, Point).CopyTo(new(spectrum + k * Point, Point));
                Multiply(spectrum + k * Point, _filter.Pointer + 2 * k, exchanged: true);
            }
        }

        // Exchanging the parts before and after makes it the inverse.
        _inner.Begin(new PaddedPoints(spectrum, _inner.Length), inner);
        for (int row = 0; row < _inner.Rows; row++)
        {
            double* points2 = _inner.Row(row, inner, room);
            for (int i = 0, k = row; k < Length; i++, k += _inner.Rows)
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    double* point = points2 + i * Point + lane;
                    new LaneComplex<T>(T.Load(point + Stft.Lanes), T.Load(point)).Times(_chirp.Pointer + 2 * k).Store(work + k * Point + lane);
                }
        }
    }

    public override double* Row(int row, double* work, double* room) => work;

    private static void Multiply(double* point, double* factor, bool exchanged)
    {
        for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
        {
            var product = LaneComplex<T>.Load(point + lane).Times(factor);
            (exchanged ? new LaneComplex<T>(product.Im, product.Re) : product).Store(point + lane);
        }
    }

    /// <summary>Points in memory, zeros behind them.</summary>
    private readonly struct PaddedPoints(double* points, int length) : ILanePoints
    {
        public void Load(int first, int count, double* to, nint stride)
        {
            for (int i = 0; i < count; i++)
            {
                Span<double> point = new(to + i * stride, Point);
                if (first + i < length) new Span<double>(points + (first + i) * Point, Point).CopyTo(point);
                else point.Clear();
            }
        }
    }
}
