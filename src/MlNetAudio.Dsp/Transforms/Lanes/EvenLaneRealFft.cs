using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Even lengths N: even samples as real, odd samples as imaginary parts of one complex transform of N/2 points, whose two halves are then told apart by symmetry.</summary>
internal sealed unsafe class EvenLaneRealFft<T> : LaneRealFft where T : unmanaged, ILanes<T>
{
    private const int Point = LaneComplex<T>.PointLength;

    /// <summary>Rows that the inverse takes together: eight samples of a lane.</summary>
    private const int Together = 4;

    private readonly LaneFft<T> _complex;
    private readonly AlignedBuffer _turns;              // (re, im) of exp(−2πi·k/N), k = 0 .. N/2
    private readonly AlignedBuffer _window, _inverse;   // halved, which telling the halves apart would do else; divided by N

    public EvenLaneRealFft(ReadOnlySpan<double> window) : base(window.Length)
    {
        _complex = LaneFft<T>.Create(Length / 2);
        _turns = new(2 * Bins);
        for (int k = 0; k < Bins; k++) Roots.Write(_turns.Pointer + 2 * k, k, Length);
        (_window, _inverse) = (Scaled(window, 0.5), Scaled(window, 1.0 / Length));
    }

    public override int WorkLength => checked(_complex.WorkLength + Together * (int)RoomPitch);

    /// <summary>From one row of results to the next.</summary>
    private nint RoomPitch => (_complex.RowLength + 1) * Point;

    public override void Begin(float** signals, double* work)
    {
        _complex.Begin(new Samples(signals, _window.Pointer), work);
        GC.KeepAlive(this);   // and with it the tables, of which only addresses are used
    }

    public override void Spectra(double* work, double* re, double* im)
    {
        Untangle(work, new PartsSink<T>(re, im));
        GC.KeepAlive(this);   // and with it the tables, of which only addresses are used
    }

    public override void Power(double* work, double* power)
    {
        Untangle(work, new PowerSink<T>(power));
        GC.KeepAlive(this);   // and with it the tables, of which only addresses are used
    }

    public override void PowerOfParts(double* re, double* im, double* power) => PowerOfParts<T>(re, im, power);

    /// <summary>Bins k and N/2 − k come of points k and N/2 − k, which lie in rows r and R − r.</summary>
    private void Untangle<TSink>(double* work, TSink sink) where TSink : struct, ISpectrumSink<T>
    {
        int rows = _complex.Rows, rowLength = _complex.RowLength;
        double* room = work + _complex.WorkLength, otherRoom = room + RoomPitch;
        double* first = _complex.Row(0, work, room);
        for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
        {
            var zero = LaneComplex<T>.Load(first + lane);
            T sum = zero.Re + zero.Im, difference = zero.Re - zero.Im;
            sink.Put(0, lane, sum + sum, default);
            sink.Put(Length / 2, lane, difference + difference, default);
        }
        UntanglePairs(first + Point, first + (rowLength - 1) * Point, rowLength / 2, rows, sink);
        for (int row = 1; row <= rows / 2; row++)
        {
            double* left = _complex.Row(row, work, room);
            if (2 * row == rows) UntanglePairs(left, left + (rowLength - 1) * Point, (rowLength + 1) / 2, row, sink);
            else UntanglePairs(left, _complex.Row(rows - row, work, otherRoom) + (rowLength - 1) * Point, rowLength, row, sink);
        }
    }

    /// <summary>Compiled by itself, lest the arithmetic exceed what the compiler is ready to inline into one method.</summary>
    /// <param name="left">Point k and those a row's step further on.</param>
    /// <param name="right">Point N/2 − k and those a row's step before.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void UntanglePairs<TSink>(double* left, double* right, int count, int k, TSink sink) where TSink : struct, ISpectrumSink<T>
    {
        int rows = _complex.Rows, half = Length / 2;
        double* turns = _turns.Pointer;
        for (int i = 0; i < count; i++, k += rows, left += Point, right -= Point)
        {
            T turnRe = T.Of(turns[2 * k]), turnIm = T.Of(turns[2 * k + 1]);
            for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
            {
                LaneComplex<T> a = LaneComplex<T>.Load(left + lane), b = LaneComplex<T>.Load(right + lane);
                T evenRe = a.Re + b.Re, evenIm = a.Im - b.Im, oddRe = a.Im + b.Im, oddIm = b.Re - a.Re;
                T turnedRe = T.MultiplySubtract(turnIm, oddIm, turnRe * oddRe), turnedIm = T.MultiplyAdd(turnRe, oddIm, turnIm * oddRe);
                sink.Put(k, lane, evenRe + turnedRe, evenIm + turnedIm);
                sink.Put(half - k, lane, evenRe - turnedRe, turnedIm - evenIm);
            }
        }
    }

    public override void AddInverse(double* re, double* im, double* work, double* sums, nint hop)
    {
        _complex.Begin(new Tangled(re, im, _turns.Pointer, Length / 2), work);
        int rows = _complex.Rows, rowLength = _complex.RowLength;
        double* room = work + _complex.WorkLength;

        // The parts are exchanged: even samples are the imaginary parts.
        if (rows == 1)
        {
            double* points = _complex.Row(0, work, room);
            int n = 0;
            for (; n + Together <= rowLength; n += Together) LaneTransposition.Add(points + n * Point + Stft.Lanes, points + n * Point, Point, _inverse.Pointer + 2 * n, sums + 2 * n, hop);
            AddRest(points + n * Point, n, rowLength, 1, sums, hop);
        }
        int row = rows == 1 ? 1 : 0;
        for (; row + Together <= rows; row += Together)
        {
            for (int i = 0; i < Together; i++) _complex.Row(row + i, work, room + i * RoomPitch);
            double* points = room;
            for (int n = row; n < Length / 2; n += rows, points += Point) LaneTransposition.Add(points + Stft.Lanes, points, RoomPitch, _inverse.Pointer + 2 * n, sums + 2 * n, hop);
        }
        for (; row < rows; row++) AddRest(_complex.Row(row, work, room), row, Length / 2, rows, sums, hop);
        GC.KeepAlive(this);
    }

    private void AddRest(double* points, int n, int end, int step, double* sums, nint hop)
    {
        for (; n < end; n += step, points += Point)
        {
            LaneTransposition.AddOne(points + Stft.Lanes, _inverse.Pointer[2 * n], sums + 2 * n, hop);
            LaneTransposition.AddOne(points, _inverse.Pointer[2 * n + 1], sums + 2 * n + 1, hop);
        }
    }

    private readonly struct Samples(float** signals, double* weights) : ILanePoints
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(int first, int count, double* to, nint stride)
        {
            if (count == Together) LaneTransposition.Load(signals, 2 * first, weights, to, stride);
            else LaneTransposition.LoadSome(signals, 2 * first, 2 * count, weights, to, stride);
        }
    }

    /// <summary>The complex transform that spectra of real signals come from, twice it, with its parts exchanged.</summary>
    private readonly struct Tangled(double* re, double* im, double* turns, int half) : ILanePoints
    {
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        public void Load(int first, int count, double* to, nint stride)
        {
            for (int k = first; k < first + count; k++, to += stride)
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    T leftRe = T.Load(re + k * Stft.Lanes + lane), rightRe = T.Load(re + (half - k) * Stft.Lanes + lane);
                    T leftIm = default, rightIm = default;   // a real signal has none at 0 Hz and half the rate
                    if (k > 0) (leftIm, rightIm) = (T.Load(im + k * Stft.Lanes + lane), T.Load(im + (half - k) * Stft.Lanes + lane));
                    T turnRe = T.Of(turns[2 * k]), turnIm = T.Of(turns[2 * k + 1]);
                    T evenRe = leftRe + rightRe, evenIm = leftIm - rightIm, turnedRe = leftRe - rightRe, turnedIm = leftIm + rightIm;
                    T oddRe = T.MultiplyAdd(turnIm, turnedIm, turnRe * turnedRe), oddIm = T.MultiplySubtract(turnIm, turnedRe, turnRe * turnedIm);
                    new LaneComplex<T>(evenIm + oddRe, evenRe - oddIm).Store(to + lane);
                }
        }
    }
}
