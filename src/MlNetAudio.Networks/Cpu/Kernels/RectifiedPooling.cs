using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// y = max(0, max of scale · x + shift over a window of 2 × 2), one row of windows at a time, and where in its window each stood: 0 to 3 in memory order, the first among equals; 4 where y is
/// not positive, so that nothing receives its gradient. NaN wins.
/// </summary>
internal static unsafe class RectifiedPooling
{
    /// <summary>The place of a value that the rectifier cut off.</summary>
    public const byte Nowhere = 4;

    private const int Lanes = 16;

    /// <param name="top">[2 · count] and, as <paramref name="bottom"/>, readable for another 31 values.</param>
    /// <param name="inputs">Null, or the x that each y was made of.</param>
    public static void Forward(float* top, float* bottom, int count, float scale, float shift, float* output, float* inputs, byte* places)
    {
        if (!Avx512F.IsSupported)
        {
            ForwardReference(top, bottom, count, scale, shift, output, inputs, places);
            return;
        }
        float* lastOutput = stackalloc float[Lanes], lastInputs = stackalloc float[Lanes];
        byte* lastPlaces = stackalloc byte[Lanes];
        for (int i = 0; i < count; i += Lanes)
        {
            bool isLast = i + Lanes > count;
            ForwardVector(top + 2 * i, bottom + 2 * i, scale, shift, isLast ? lastOutput : output + i, inputs is null || isLast ? lastInputs : inputs + i, isLast ? lastPlaces : places + i);
            if (!isLast) continue;
            new ReadOnlySpan<float>(lastOutput, count - i).CopyTo(new(output + i, count - i));
            new ReadOnlySpan<byte>(lastPlaces, count - i).CopyTo(new(places + i, count - i));
            if (inputs is not null) new ReadOnlySpan<float>(lastInputs, count - i).CopyTo(new(inputs + i, count - i));
        }
    }

    internal static void ForwardReference(float* top, float* bottom, int count, float scale, float shift, float* output, float* inputs, byte* places)
    {
        float* window = stackalloc float[4];
        for (int i = 0; i < count; i++, top += 2, bottom += 2)
        {
            (window[0], window[1], window[2], window[3]) = (top[0], top[1], bottom[0], bottom[1]);
            int best = 0;
            for (int place = 1; place < 4; place++)
                if (scale * window[place] + shift > scale * window[best] + shift || float.IsNaN(window[place])) best = place;
            float value = scale * window[best] + shift;
            output[i] = value < 0 ? 0 : value;
            places[i] = value > 0 ? (byte)best : Nowhere;
            if (inputs is not null) inputs[i] = window[best];
        }
    }

    /// <summary>Both rows of inputs [2 · count]: the gradient where its place is, else 0.</summary>
    public static void Backward(float* gradient, byte* places, int count, float* top, float* bottom)
    {
        int i = 0;
        if (Avx512F.IsSupported)
            for (; i + Lanes <= count; i += Lanes)
            {
                var values = Vector512.Load(gradient + i);
                var at = Avx512F.ConvertToVector512Int32(Vector128.Load(places + i));
                Interleave(At(values, at, 0), At(values, at, 1), top + 2 * i);
                Interleave(At(values, at, 2), At(values, at, 3), bottom + 2 * i);
            }
        BackwardReference(gradient + i, places + i, count - i, top + 2 * i, bottom + 2 * i);
    }

    internal static void BackwardReference(float* gradient, byte* places, int count, float* top, float* bottom)
    {
        for (int i = 0; i < count; i++)
            (top[2 * i], top[2 * i + 1], bottom[2 * i], bottom[2 * i + 1]) = (
                places[i] == 0 ? gradient[i] : 0, places[i] == 1 ? gradient[i] : 0, places[i] == 2 ? gradient[i] : 0, places[i] == 3 ? gradient[i] : 0);
    }

    /// <summary>Σ gᵢ and Σ gᵢ·(xᵢ − mean) over the outputs that are positive.</summary>
    public static (float Gradient, float Correlation) GradientSums(float* inputs, float* gradient, byte* places, int count, float mean)
    {
        Vector512<float> sum = default, correlation = default, means = Vector512.Create(mean);
        int i = 0;
        if (Avx512F.IsSupported)
            for (; i + Lanes <= count; i += Lanes)
            {
                var isSomewhere = Vector512.LessThan(Avx512F.ConvertToVector512Int32(Vector128.Load(places + i)), Vector512.Create((int)Nowhere));
                var g = Vector512.ConditionalSelect(isSomewhere.AsSingle(), Vector512.Load(gradient + i), Vector512<float>.Zero);
                sum += g;
                correlation += g * (Vector512.Load(inputs + i) - means);
            }
        var (tailSum, tailCorrelation) = GradientSumsReference(inputs + i, gradient + i, places + i, count - i, mean);
        return (Vector512.Sum(sum) + tailSum, Vector512.Sum(correlation) + tailCorrelation);
    }

    internal static (float Gradient, float Correlation) GradientSumsReference(float* inputs, float* gradient, byte* places, int count, float mean)
    {
        double sum = 0, correlation = 0;
        for (int i = 0; i < count; i++)
        {
            if (places[i] == Nowhere) continue;
            sum += gradient[i];
            correlation += (double)gradient[i] * (inputs[i] - mean);
        }
        return ((float)sum, (float)correlation);
    }

    private static void ForwardVector(float* top, float* bottom, float scale, float shift, float* output, float* inputs, byte* places)
    {
        Vector512<float> x0 = Even(top), x1 = Odd(top), x2 = Even(bottom), x3 = Odd(bottom), scales = Vector512.Create(scale), shifts = Vector512.Create(shift);
        Vector512<float> y0 = x0 * scales + shifts, y1 = x1 * scales + shifts, y2 = x2 * scales + shifts, y3 = x3 * scales + shifts;
        Vector512<float> best = Vector512.Max(Vector512.Max(y0, y1), Vector512.Max(y2, y3)), at2 = Vector512.Equals(y2, best), at1 = Vector512.Equals(y1, best), at0 = Vector512.Equals(y0, best);
        var place = Vector512.ConditionalSelect(at2.AsInt32(), Vector512.Create(2), Vector512.Create(3));
        place = Vector512.ConditionalSelect(at1.AsInt32(), Vector512.Create(1), place);
        place = Vector512.ConditionalSelect(at0.AsInt32(), Vector512<int>.Zero, place);
        place = Vector512.ConditionalSelect(Vector512.GreaterThan(best, Vector512<float>.Zero).AsInt32(), place, Vector512.Create((int)Nowhere));
        Vector512.Store(Vector512.ConditionalSelect(Vector512.LessThan(best, Vector512<float>.Zero), Vector512<float>.Zero, best), output);
        Vector512.Store(Vector512.ConditionalSelect(at0, x0, Vector512.ConditionalSelect(at1, x1, Vector512.ConditionalSelect(at2, x2, x3))), inputs);
        Vector128.Store(Avx512F.ConvertToVector128Byte(place), places);
    }

    private static Vector512<float> At(Vector512<float> values, Vector512<int> places, int place) =>
        Vector512.ConditionalSelect(Vector512.Equals(places, Vector512.Create(place)).AsSingle(), values, Vector512<float>.Zero);

    private static Vector512<float> Even(float* row) =>
        Avx512F.PermuteVar16x32x2(Vector512.Load(row), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), Vector512.Load(row + Lanes));

    private static Vector512<float> Odd(float* row) =>
        Avx512F.PermuteVar16x32x2(Vector512.Load(row), Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), Vector512.Load(row + Lanes));

    /// <summary>even₀, odd₀, even₁, ...</summary>
    private static void Interleave(Vector512<float> even, Vector512<float> odd, float* row)
    {
        Vector512.Store(Avx512F.PermuteVar16x32x2(even, Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), odd), row);
        Vector512.Store(Avx512F.PermuteVar16x32x2(even, Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), odd), row + Lanes);
    }
}
