using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>
/// One complex signal, eight neighbouring points in the lanes: the points as a matrix x[R2·n1 + n2] of R1 rows and R2 columns, both multiples of eight; transforms of eight columns
/// at once, times exp(−2πi·n2·k1/N), then, transposed, transforms of eight rows at once: X[k1 + R1·k2].
/// </summary>
/// <remarks>D. H. Bailey, "FFTs in external or hierarchical memory", 1990.</remarks>
internal sealed unsafe class BlockFft<T> : ComplexFft where T : unmanaged, ILanes<T>
{
    private const int Point = LaneComplex<T>.PointLength, Block = Stft.Lanes, CacheLine = 64;

    private readonly LanePasses<T> _columnPasses, _rowPasses;
    private readonly AlignedBuffer _factors;   // of eight columns n2 a point, [n2 / 8, k1]

    public BlockFft(int rows, int columns) : base(rows * columns)
    {
        (_columnPasses, _rowPasses) = (new(rows), new(columns));
        _factors = new(2 * Length);
        double* pair = stackalloc double[2];
        for (int n = 0; n < columns; n++)
            for (int k = 0; k < rows; k++)
            {
                Roots.Write(pair, (long)n * k, Length);
                double* point = _factors.Pointer + (n / Block * rows + k) * Point + n % Block;
                (point[0], point[Block]) = (pair[0], pair[1]);
            }
    }

    private int LongerSide => Math.Max(_columnPasses.Length, _rowPasses.Length);

    public override int ScratchLength => 2 * Length + 2 * LongerSide * Point + 2 * LongerSide * Point + CacheLine / sizeof(double);

    public override void Forward(Span<double> re, Span<double> im, Span<double> scratch)
    {
        int rows = _columnPasses.Length, columns = _rowPasses.Length;
        fixed (double* rePointer = re[..Length], imPointer = im[..Length], scratchPointer = scratch[..ScratchLength])
        {
            double* matrix = (double*)(((nint)scratchPointer + CacheLine - 1) / CacheLine * CacheLine);
            double* input = matrix + 2 * Length, output = input + LongerSide * Point, passes = output + LongerSide * Point;
            for (int n = 0; n < columns; n += Block)
            {
                for (int row = 0; row < rows; row++) Gather(rePointer + row * columns + n, imPointer + row * columns + n, input + row * Point);
                _columnPasses.Run(input, Point, output, Point, null, passes);
                Multiply(output, _factors.Pointer + n / Block * rows * Point, rows);
                for (int k = 0; k < rows; k += Block)
                {
                    double* to = matrix + (k / Block * columns + n) * Point;
                    LaneTransposition.Transpose(output + k * Point, Point, to, Point);
                    LaneTransposition.Transpose(output + k * Point + Block, Point, to + Block, Point);
                }
            }
            for (int k = 0; k < rows; k += Block)
            {
                _rowPasses.Run(matrix + k / Block * columns * Point, Point, output, Point, null, passes);
                for (int column = 0; column < columns; column++) Scatter(output + column * Point, rePointer + column * rows + k, imPointer + column * rows + k);
            }
        }
        GC.KeepAlive(this);   // and with it the tables, of which only addresses are used
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(double* re, double* im, double* point)
    {
        for (int lane = 0; lane < Block; lane += T.Count) new LaneComplex<T>(T.Load(re + lane), T.Load(im + lane)).Store(point + lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter(double* point, double* re, double* im)
    {
        for (int lane = 0; lane < Block; lane += T.Count)
        {
            T.Load(point + lane).Store(re + lane);
            T.Load(point + Block + lane).Store(im + lane);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(double* points, double* factors, int count)
    {
        for (int i = 0; i < count * Point; i += Point)
            for (int lane = 0; lane < Block; lane += T.Count)
            {
                LaneComplex<T> a = LaneComplex<T>.Load(points + i + lane), b = LaneComplex<T>.Load(factors + i + lane);
                new LaneComplex<T>(T.MultiplySubtract(a.Im, b.Im, a.Re * b.Re), T.MultiplyAdd(a.Im, b.Re, a.Re * b.Im)).Store(points + i + lane);
            }
    }
}
