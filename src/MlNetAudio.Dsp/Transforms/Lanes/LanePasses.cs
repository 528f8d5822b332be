using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>X[k] = Σₙ x[n]·exp(−2πi·nk/N) of as many complex signals as there are lanes, for lengths of small prime factors whose points fit into the first-level cache.</summary>
/// <remarks>
/// The self-sorting (Stockham) FFT, one pass a radix: a pass over n points at stride s with radix r and m = n/r takes y[q + s(rp + j)] = w_nᵖʲ · Σₖ x[q + s(p + mk)]·w_rʲᵏ
/// for p below m, q below s. Points as in <see cref="LaneComplex{T}"/>.
/// </remarks>
internal sealed unsafe class LanePasses<T> where T : unmanaged, ILanes<T>
{
    private const int Point = LaneComplex<T>.PointLength;

    /// <summary>Each compiled by itself, lest the arithmetic exceed what the compiler is ready to inline into one method, and at once as well as it can.</summary>
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private readonly Pass[] _passes;

    public LanePasses(int length)
    {
        Length = length;
        int[] radices = [.. Radices(length)];
        _passes = new Pass[radices.Length];
        for (int i = 0, points = length, stride = 1; i < radices.Length; points /= radices[i], stride *= radices[i], i++) _passes[i] = new(radices[i], points, stride);
    }

    public int Length { get; }

    /// <summary>Doubles that <see cref="Run"/> needs beside its data.</summary>
    public int ScratchLength => 2 * Length * Point;

    /// <param name="input">Point n at [n · inputStride].</param>
    /// <param name="output">Point k at [k · outputStride]; not the input's memory.</param>
    /// <param name="outputFactors">Point k is multiplied with (re, im) at [2k]; null: with nothing.</param>
    /// <param name="scratch">[ScratchLength].</param>
    public void Run(double* input, nint inputStride, double* output, nint outputStride, double* outputFactors, double* scratch)
    {
        double* spare = scratch + Length * Point;
        for (int i = 0; i < _passes.Length; i++)
        {
            bool last = i == _passes.Length - 1;
            _passes[i].Run(input, inputStride, last ? output : scratch, last ? outputStride : Point, last ? outputFactors : null);
            input = scratch;
            inputStride = Point;
            scratch = spare;
            spare = input;
        }
        if (_passes.Length > 0) return;
        for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
        {
            var point = LaneComplex<T>.Load(input + lane);
            (outputFactors == null ? point : point.Times(outputFactors)).Store(output + lane);
        }
    }

    /// <summary>Eights and fours, at most one two; then ascending primes.</summary>
    private static IEnumerable<int> Radices(int length)
    {
        int twos = 0;
        for (; length % 2 == 0; length /= 2) twos++;
        while (twos > 0)
        {
            int taken = twos % 3 == 0 ? 3 : Math.Min(2, twos);
            yield return 1 << taken;
            twos -= taken;
        }
        for (int prime = 3; length > 1; prime += 2)
        {
            if (prime * (long)prime > length) prime = length;
            for (; length % prime == 0; length /= prime) yield return prime;
        }
    }

    /// <summary>One radix with its tables of (re, im): factors [p, j] = w_nᵖʲ, and roots [j] = w_rʲ.</summary>
    private sealed class Pass
    {
        private readonly int _radix, _blocks, _stride;
        private readonly AlignedBuffer _factors, _roots;

        public Pass(int radix, int points, int stride)
        {
            (_radix, _blocks, _stride) = (radix, points / radix, stride);
            (_factors, _roots) = (new(2 * points), new(2 * radix));
            for (int p = 0; p < _blocks; p++)
                for (int j = 0; j < radix; j++) Roots.Write(_factors.Pointer + 2 * (p * radix + j), (long)p * j, points);
            for (int j = 0; j < radix; j++) Roots.Write(_roots.Pointer + 2 * j, j, radix);
        }

        public void Run(double* x, nint xStride, double* y, nint yStride, double* outputFactors)
        {
            Debug.Assert(outputFactors == null || _blocks == 1);
            nint xArm = _stride * _blocks * xStride, yArm = _stride * yStride;
            if (_stride == 1 && _blocks > 1)
            {
                Run(new(x, xArm, xStride, y, yArm, _radix * yStride, null, _factors.Pointer, 2, 2 * _radix, _blocks));
                return;
            }
            for (int p = 0; p < _blocks; p++)
            {
                double* from = x + (nint)_stride * p * xStride, to = y + (nint)_stride * _radix * p * yStride;
                if (_blocks == 1) Run(new(from, xArm, xStride, to, yArm, yStride, outputFactors, outputFactors, 2 * _stride, 2, _stride));
                else Run(new(from, xArm, xStride, to, yArm, yStride, null, p == 0 ? null : _factors.Pointer + 2 * p * _radix, 2, 0, _stride));
            }
        }

        private void Run(in Butterflies loop)
        {
            switch (_radix)
            {
                case 2: Two(loop); break;
                case 3: Three(loop); break;
                case 4: Four(loop); break;
                case 5: Five(loop); break;
                case 8: Eight(loop); break;
                default: Any(loop); break;
            }
        }

        [MethodImpl(Kernel)]
        private static void Two(in Butterflies loop)
        {
            Butterflies at = loop;
            for (int i = 0; i < loop.Count; i++, at.Next())
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    double* x = at.X + lane, y = at.Y + lane;
                    nint xArm = at.XArm, yArm = at.YArm;
                    LaneComplex<T> a = At(x), b = At(x + xArm);
                    at.StoreFirst(a + b, y);
                    at.Store(a - b, y + yArm, 1);
                }
        }

        [MethodImpl(Kernel)]
        private static void Three(in Butterflies loop)
        {
            Butterflies at = loop;
            for (int i = 0; i < loop.Count; i++, at.Next())
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    double* x = at.X + lane, y = at.Y + lane;
                    nint xArm = at.XArm, yArm = at.YArm;
                    T half = T.Of(0.5), sine = T.Of(0.86602540378443864676);   // sin(2π/3)
                    LaneComplex<T> a = At(x), b = At(x + xArm), c = At(x + 2 * xArm);
                    LaneComplex<T> sum = b + c, difference = b - c, middle = a.Minus(half, sum);
                    LaneComplex<T> turned = new(sine * difference.Im, default(T) - sine * difference.Re);
                    at.StoreFirst(a + sum, y);
                    at.Store(middle + turned, y + yArm, 1);
                    at.Store(middle - turned, y + 2 * yArm, 2);
                }
        }

        [MethodImpl(Kernel)]
        private static void Four(in Butterflies loop)
        {
            Butterflies at = loop;
            for (int i = 0; i < loop.Count; i++, at.Next())
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    double* x = at.X + lane, y = at.Y + lane;
                    nint xArm = at.XArm, yArm = at.YArm;
                    LaneComplex<T> a = At(x), b = At(x + xArm), c = At(x + 2 * xArm), d = At(x + 3 * xArm);
                    LaneComplex<T> sumAc = a + c, differenceAc = a - c, sumBd = b + d, differenceBd = b - d;
                    at.StoreFirst(sumAc + sumBd, y);
                    at.Store(differenceAc.PlusTurned(differenceBd), y + yArm, 1);
                    at.Store(sumAc - sumBd, y + 2 * yArm, 2);
                    at.Store(differenceAc.MinusTurned(differenceBd), y + 3 * yArm, 3);
                }
        }

        [MethodImpl(Kernel)]
        private static void Five(in Butterflies loop)
        {
            Butterflies at = loop;
            for (int i = 0; i < loop.Count; i++, at.Next())
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    double* x = at.X + lane, y = at.Y + lane;
                    nint xArm = at.XArm, yArm = at.YArm;
                    T cosine1 = T.Of(0.30901699437494742410), cosine2 = T.Of(-0.80901699437494742410);   // cos(2π/5), cos(4π/5)
                    T sine1 = T.Of(0.95105651629515357212), sine2 = T.Of(0.58778525229247312917);        // sin(2π/5), sin(4π/5)
                    LaneComplex<T> a = At(x), b = At(x + xArm), c = At(x + 2 * xArm), d = At(x + 3 * xArm), e = At(x + 4 * xArm);
                    LaneComplex<T> sumBe = b + e, differenceBe = b - e, sumCd = c + d, differenceCd = c - d;
                    LaneComplex<T> middle1 = a.Plus(cosine1, sumBe).Plus(cosine2, sumCd), middle2 = a.Plus(cosine2, sumBe).Plus(cosine1, sumCd);
                    LaneComplex<T> side1 = Scaled(sine1, differenceBe).Plus(sine2, differenceCd), side2 = Scaled(sine2, differenceBe).Minus(sine1, differenceCd);
                    at.StoreFirst(a + sumBe + sumCd, y);
                    at.Store(middle1.PlusTurned(side1), y + yArm, 1);
                    at.Store(middle2.PlusTurned(side2), y + 2 * yArm, 2);
                    at.Store(middle2.MinusTurned(side2), y + 3 * yArm, 3);
                    at.Store(middle1.MinusTurned(side1), y + 4 * yArm, 4);
                }
        }

        [MethodImpl(Kernel)]
        private static void Eight(in Butterflies loop)
        {
            Butterflies at = loop;
            for (int i = 0; i < loop.Count; i++, at.Next())
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    double* x = at.X + lane, y = at.Y + lane;
                    nint xArm = at.XArm, yArm = at.YArm;
                    T rootHalf = T.Of(0.70710678118654752440);
                    LaneComplex<T> a0 = At(x), a4 = At(x + 4 * xArm), a2 = At(x + 2 * xArm), a6 = At(x + 6 * xArm);
                    LaneComplex<T> sum04 = a0 + a4, difference04 = a0 - a4, sum26 = a2 + a6, difference26 = a2 - a6;
                    LaneComplex<T> even0 = sum04 + sum26, even2 = sum04 - sum26, even1 = difference04.PlusTurned(difference26), even3 = difference04.MinusTurned(difference26);

                    LaneComplex<T> a1 = At(x + xArm), a5 = At(x + 5 * xArm), a3 = At(x + 3 * xArm), a7 = At(x + 7 * xArm);
                    LaneComplex<T> sum15 = a1 + a5, difference15 = a1 - a5, sum37 = a3 + a7, difference37 = a3 - a7;
                    LaneComplex<T> odd0 = sum15 + sum37, odd2 = sum15 - sum37, odd1 = difference15.PlusTurned(difference37), odd3 = difference15.MinusTurned(difference37);
                    LaneComplex<T> turned1 = new(odd1.Re + odd1.Im, odd1.Im - odd1.Re), turned3 = new(odd3.Re - odd3.Im, odd3.Re + odd3.Im);   // times √2, by an eighth and minus an eighth

                    at.StoreFirst(even0 + odd0, y);
                    at.Store(even1.Plus(rootHalf, turned1), y + yArm, 1);
                    at.Store(even2.PlusTurned(odd2), y + 2 * yArm, 2);
                    at.Store(even3.Minus(rootHalf, turned3), y + 3 * yArm, 3);
                    at.Store(even0 - odd0, y + 4 * yArm, 4);
                    at.Store(even1.Minus(rootHalf, turned1), y + 5 * yArm, 5);
                    at.Store(even2.MinusTurned(odd2), y + 6 * yArm, 6);
                    at.Store(even3.Plus(rootHalf, turned3), y + 7 * yArm, 7);
                }
        }

        [MethodImpl(Kernel)]
        private void Any(in Butterflies loop)
        {
            Butterflies at = loop;
            for (int i = 0; i < loop.Count; i++, at.Next())
                for (int lane = 0; lane < Stft.Lanes; lane += T.Count)
                {
                    double* x = at.X + lane, y = at.Y + lane;
                    nint xArm = at.XArm, yArm = at.YArm;
                    for (int j = 0; j < _radix; j++)
                    {
                        var sum = At(x);
                        for (int k = 1, turn = j; k < _radix; k++, turn = turn + j < _radix ? turn + j : turn + j - _radix) sum += At(x + k * xArm).Times(_roots.Pointer + 2 * turn);
                        if (j == 0) at.StoreFirst(sum, y);
                        else at.Store(sum, y + j * yArm, j);
                    }
                }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static LaneComplex<T> At(double* point) => LaneComplex<T>.Load(point);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static LaneComplex<T> Scaled(T factor, LaneComplex<T> value) => new(factor * value.Re, factor * value.Im);
    }

    /// <summary>Butterflies of one radix: where the next one's inputs, outputs and factors are, how far apart its arms, how far it is to the one after it.</summary>
    private struct Butterflies(double* x, nint xArm, nint xStep, double* y, nint yArm, nint yStep, double* first, double* factors, nint factorArm, nint factorStep, int count)
    {
        public readonly int Count = count;
        public readonly nint XArm = xArm, YArm = yArm;
        public double* X = x, Y = y;
        private readonly nint _xStep = xStep, _yStep = yStep, _factorArm = factorArm, _factorStep = factorStep;
        private readonly bool _withFirst = first != null, _withFactors = factors != null;
        private double* _factors = factors;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Next()
        {
            X += _xStep;
            Y += _yStep;
            _factors += _factorStep;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void StoreFirst(LaneComplex<T> value, double* to)
        {
            if (_withFirst) value.Times(_factors).Store(to);
            else value.Store(to);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(LaneComplex<T> value, double* to, int j)
        {
            if (_withFactors) value.Times(_factors + j * _factorArm).Store(to);
            else value.Store(to);
        }
    }
}
