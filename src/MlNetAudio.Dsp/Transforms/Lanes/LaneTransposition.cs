using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>From signals, one after the other in time, to blocks of lanes and back, weighted on the way: eight samples of eight lanes at a time.</summary>
internal static unsafe class LaneTransposition
{
    /// <summary>Samples of a block.</summary>
    public const int Samples = 8;

    /// <summary>to[stride · (i / 2) + 8 · (i mod 2) + lane] = signals[lane][i] · weights[i] for i below 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(float** signals, int first, double* weights, double* to, nint stride)
    {
        if (Avx.IsSupported) LoadVectors(signals, first, weights, to, stride);
        else LoadSome(signals, first, Samples, weights, to, stride);
    }

    /// <summary>The same for fewer samples.</summary>
    public static void LoadSome(float** signals, int first, int count, double* weights, double* to, nint stride)
    {
        for (int i = 0; i < count; i++)
            for (int lane = 0; lane < Stft.Lanes; lane++) to[stride * (i / 2) + i % 2 * Stft.Lanes + lane] = signals[lane][first + i] * weights[first + i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadVectors(float** signals, int first, double* weights, double* to, nint stride)
    {
        weights += first;
        for (int half = 0; half < 2; half++, first += 4, weights += 4, to += 2 * stride)
        {
            Vector256<float> a = Pair(signals, 0, first), b = Pair(signals, 1, first), c = Pair(signals, 2, first), d = Pair(signals, 3, first);
            Vector256<double> lowAb = Avx.UnpackLow(a, b).AsDouble(), highAb = Avx.UnpackHigh(a, b).AsDouble(), lowCd = Avx.UnpackLow(c, d).AsDouble(), highCd = Avx.UnpackHigh(c, d).AsDouble();
            StoreWeighted(Avx.UnpackLow(lowAb, lowCd).AsSingle(), weights[0], to);
            StoreWeighted(Avx.UnpackHigh(lowAb, lowCd).AsSingle(), weights[1], to + Stft.Lanes);
            StoreWeighted(Avx.UnpackLow(highAb, highCd).AsSingle(), weights[2], to + stride);
            StoreWeighted(Avx.UnpackHigh(highAb, highCd).AsSingle(), weights[3], to + stride + Stft.Lanes);
        }
    }

    /// <summary>Four samples of a lane, and of the fourth lane after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float** signals, int lane, int first) => Vector256.Create(Vector128.Load(signals[lane] + first), Vector128.Load(signals[lane + 4] + first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWeighted(Vector256<float> lanes, double weight, double* to)
    {
        if (Avx512F.IsSupported) (Avx512F.ConvertToVector512Double(lanes) * weight).Store(to);
        else
        {
            (Avx.ConvertToVector256Double(lanes.GetLower()) * weight).Store(to);
            (Avx.ConvertToVector256Double(lanes.GetUpper()) * weight).Store(to + 4);
        }
    }

    /// <summary>sums[lane · hop + i] += samples[i][lane] · weights[i] for i below 8, sample i at <paramref name="even"/>[stride · (i / 2)] or <paramref name="odd"/>[stride · (i / 2)].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(double* even, double* odd, nint stride, double* weights, double* sums, nint hop)
    {
        if (Avx512F.IsSupported) Turn512(even, odd, stride, sums, hop, new Adding512(weights));
        else if (Avx.IsSupported) Turn256(even, odd, stride, sums, hop, new Adding256(weights));
        else
        {
            for (int i = 0; i < Samples; i += 2)
            {
                AddOne(even + i / 2 * stride, weights[i], sums + i, hop);
                AddOne(odd + i / 2 * stride, weights[i + 1], sums + i + 1, hop);
            }
        }
    }

    /// <summary>sums[lane · hop] += sample[lane] · weight.</summary>
    public static void AddOne(double* sample, double weight, double* sums, nint hop)
    {
        for (int lane = 0; lane < Stft.Lanes; lane++) sums[lane * hop] += sample[lane] * weight;
    }

    /// <summary>to[toStride · lane + i] = from[fromStride · i + lane] for i and lane below 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(double* from, nint fromStride, double* to, nint toStride)
    {
        if (Avx512F.IsSupported) Turn512(from, from + fromStride, 2 * fromStride, to, toStride, new Storing512());
        else if (Avx.IsSupported) Turn256(from, from + fromStride, 2 * fromStride, to, toStride, new Storing256());
        else
        {
            for (int i = 0; i < Samples; i++)
                for (int lane = 0; lane < Stft.Lanes; lane++) to[toStride * lane + i] = from[fromStride * i + lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn512<TUse>(double* even, double* odd, nint stride, double* to, nint hop, TUse use) where TUse : struct, IUse<Vector512<double>>
    {
        Vector512<double> a = Vector512.Load(even), b = Vector512.Load(odd), c = Vector512.Load(even + stride), d = Vector512.Load(odd + stride);
        Vector512<double> e = Vector512.Load(even + 2 * stride), f = Vector512.Load(odd + 2 * stride), g = Vector512.Load(even + 3 * stride), h = Vector512.Load(odd + 3 * stride);
        Fours(Avx512F.UnpackLow(a, b), Avx512F.UnpackLow(c, d), Avx512F.UnpackLow(e, f), Avx512F.UnpackLow(g, h), to, hop, use);
        Fours(Avx512F.UnpackHigh(a, b), Avx512F.UnpackHigh(c, d), Avx512F.UnpackHigh(e, f), Avx512F.UnpackHigh(g, h), to + hop, hop, use);
    }

    /// <summary>Four vectors of two samples of every other lane → those lanes' eight samples each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fours<TUse>(Vector512<double> ab, Vector512<double> cd, Vector512<double> ef, Vector512<double> gh, double* to, nint hop, TUse use) where TUse : struct, IUse<Vector512<double>>
    {
        const byte Evens = 0b10_00_10_00, Odds = 0b11_01_11_01;
        Vector512<double> abcdEven = Avx512F.Shuffle4x128(ab, cd, Evens), abcdOdd = Avx512F.Shuffle4x128(ab, cd, Odds);
        Vector512<double> efghEven = Avx512F.Shuffle4x128(ef, gh, Evens), efghOdd = Avx512F.Shuffle4x128(ef, gh, Odds);
        use.Put(to, Avx512F.Shuffle4x128(abcdEven, efghEven, Evens), 0);
        use.Put(to + 2 * hop, Avx512F.Shuffle4x128(abcdOdd, efghOdd, Evens), 0);
        use.Put(to + 4 * hop, Avx512F.Shuffle4x128(abcdEven, efghEven, Odds), 0);
        use.Put(to + 6 * hop, Avx512F.Shuffle4x128(abcdOdd, efghOdd, Odds), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn256<TUse>(double* even, double* odd, nint stride, double* to, nint hop, TUse use) where TUse : struct, IUse<Vector256<double>>
    {
        for (int first = 0; first < Samples; first += 4, even += 2 * stride, odd += 2 * stride)
            for (int lane = 0; lane < Stft.Lanes; lane += 4)
            {
                Vector256<double> a = Vector256.Load(even + lane), b = Vector256.Load(odd + lane), c = Vector256.Load(even + stride + lane), d = Vector256.Load(odd + stride + lane);
                Vector256<double> lowAb = Avx.UnpackLow(a, b), highAb = Avx.UnpackHigh(a, b), lowCd = Avx.UnpackLow(c, d), highCd = Avx.UnpackHigh(c, d);
                double* at = to + lane * hop + first;
                use.Put(at, Avx.Permute2x128(lowAb, lowCd, 0x20), first);
                use.Put(at + hop, Avx.Permute2x128(highAb, highCd, 0x20), first);
                use.Put(at + 2 * hop, Avx.Permute2x128(lowAb, lowCd, 0x31), first);
                use.Put(at + 3 * hop, Avx.Permute2x128(highAb, highCd, 0x31), first);
            }
    }

    /// <summary>What becomes of the samples of a lane from <c>first</c> on.</summary>
    private interface IUse<TVector>
    {
        void Put(double* to, TVector samples, int first);
    }

    private readonly struct Storing512 : IUse<Vector512<double>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Put(double* to, Vector512<double> samples, int first) => samples.Store(to);
    }

    private readonly struct Storing256 : IUse<Vector256<double>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Put(double* to, Vector256<double> samples, int first) => samples.Store(to);
    }

    // Multiplied and added with two roundings: on processors with and without fused arithmetic the sums are the same.
    private readonly struct Adding512(double* weights) : IUse<Vector512<double>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Put(double* to, Vector512<double> samples, int first) => (Vector512.Load(to) + samples * Vector512.Load(weights)).Store(to);
    }

    private readonly struct Adding256(double* weights) : IUse<Vector256<double>>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Put(double* to, Vector256<double> samples, int first) => (Vector256.Load(to) + samples * Vector256.Load(weights + first)).Store(to);
    }
}
