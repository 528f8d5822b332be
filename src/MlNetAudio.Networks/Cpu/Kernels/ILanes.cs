using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Some floats side by side, so that a kernel is written once for every width. <see cref="Lanes512"/> where the processor has it, otherwise <see cref="LanesPortable"/>.</summary>
internal unsafe interface ILanes<T> where T : struct, ILanes<T>
{
    static abstract int Count { get; }

    static abstract T All(float value);

    static abstract T Load(float* source);

    void Store(float* target);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a · b + c.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>Each value, at least low and at most high; NaN stays NaN.</summary>
    static abstract T Clamp(T values, float low, float high);

    /// <summary>2ⁿ for the whole numbers n in −126..127 that were added to <see cref="GateFunctions.RoundingShift"/>.</summary>
    static abstract T PowerOfTwo(T shifted);

    /// <summary>Zero for what is closer to zero than <paramref name="bound"/>.</summary>
    static abstract T DropBelow(T values, float bound);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(T values);

    /// <summary>The whole number n with value = 2ⁿ · mantissa, the mantissa in √½..√2; of positive numbers that are not subnormal.</summary>
    static abstract T Exponent(T values, out T mantissa);

    /// <summary>Where a value is below the bound, that of <paramref name="below"/>, elsewhere, and for NaN, that of <paramref name="otherwise"/>.</summary>
    static abstract T SelectBelow(T values, float bound, T below, T otherwise);
}

internal static class Lanes
{
    /// <summary>The bits of √½, the least mantissa of <see cref="ILanes{T}.Exponent"/>, and those of a float's fraction.</summary>
    public const int RootOfHalf = 0x3f3504f3, Fraction = 0x007fffff;
}

/// <summary>16 lanes.</summary>
internal readonly unsafe struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => Vector512<float>.Count;

    public static Lanes512 All(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => Vector512.Store(_value, target);

    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._value + b._value);

    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._value - b._value);

    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._value * b._value);

    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Clamp(Lanes512 values, float low, float high) =>
        new(Vector512.MaxNative(Vector512.Create(low), Vector512.MinNative(Vector512.Create(high), values._value)));   // in this order they return a second operand that is NaN

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 shifted) => new((Vector512.ShiftLeft(shifted._value.AsInt32(), 23) + Vector512.Create(1f).AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 DropBelow(Lanes512 values, float bound) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(values._value), Vector512.Create(bound)), Vector512<float>.Zero, values._value));

    public static float Sum(Lanes512 values) => Vector512.Sum(values._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Exponent(Lanes512 values, out Lanes512 mantissa)
    {
        var bits = values._value.AsInt32() - Vector512.Create(Lanes.RootOfHalf);
        mantissa = new(((bits & Vector512.Create(Lanes.Fraction)) + Vector512.Create(Lanes.RootOfHalf)).AsSingle());
        return new(Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(bits, 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SelectBelow(Lanes512 values, float bound, Lanes512 below, Lanes512 otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(values._value, Vector512.Create(bound)), below._value, otherwise._value));
}

/// <summary>As many lanes as <see cref="Vector{T}"/> has.</summary>
internal readonly unsafe struct LanesPortable(Vector<float> value) : ILanes<LanesPortable>
{
    private readonly Vector<float> _value = value;

    public static int Count => Vector<float>.Count;

    public Vector<float> Values => _value;

    public static LanesPortable All(float value) => new(new Vector<float>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable Load(float* source) => new(Vector.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => Vector.Store(_value, target);

    public static LanesPortable operator +(LanesPortable a, LanesPortable b) => new(a._value + b._value);

    public static LanesPortable operator -(LanesPortable a, LanesPortable b) => new(a._value - b._value);

    public static LanesPortable operator *(LanesPortable a, LanesPortable b) => new(a._value * b._value);

    public static LanesPortable operator /(LanesPortable a, LanesPortable b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable MultiplyAdd(LanesPortable a, LanesPortable b, LanesPortable c) => new(Vector.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable Clamp(LanesPortable values, float low, float high) => new(Vector.MaxNative(new(low), Vector.MinNative(new(high), values._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable PowerOfTwo(LanesPortable shifted) =>
        new(Vector.AsVectorSingle(Vector.ShiftLeft(Vector.AsVectorInt32(shifted._value), 23) + Vector.AsVectorInt32(Vector<float>.One)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable DropBelow(LanesPortable values, float bound) =>
        new(Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values._value), new Vector<float>(bound)), Vector<float>.Zero, values._value));

    public static float Sum(LanesPortable values) => Vector.Sum(values._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable Exponent(LanesPortable values, out LanesPortable mantissa)
    {
        var bits = Vector.AsVectorInt32(values._value) - new Vector<int>(Lanes.RootOfHalf);
        mantissa = new(Vector.AsVectorSingle((bits & new Vector<int>(Lanes.Fraction)) + new Vector<int>(Lanes.RootOfHalf)));
        return new(Vector.ConvertToSingle(Vector.ShiftRightArithmetic(bits, 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable SelectBelow(LanesPortable values, float bound, LanesPortable below, LanesPortable otherwise) =>
        new(Vector.ConditionalSelect(Vector.LessThan(values._value, new Vector<float>(bound)), below._value, otherwise._value));
}
