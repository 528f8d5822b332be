using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>
/// A complex number in every lane. In memory a point is <see cref="PointLength"/> doubles: the real parts of all lanes, then the imaginary parts.
/// </summary>
internal readonly unsafe struct LaneComplex<T>(T re, T im) where T : unmanaged, ILanes<T>
{
    /// <summary>Doubles of a point in memory.</summary>
    public const int PointLength = 2 * Stft.Lanes;

    public readonly T Re = re, Im = im;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<T> Load(double* point) => new(T.Load(point), T.Load(point + Stft.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* point)
    {
        Re.Store(point);
        Im.Store(point + Stft.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<T> operator +(LaneComplex<T> left, LaneComplex<T> right) => new(left.Re + right.Re, left.Im + right.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<T> operator -(LaneComplex<T> left, LaneComplex<T> right) => new(left.Re - right.Re, left.Im - right.Im);

    /// <summary>Times the number (re, im) in memory, the same for every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneComplex<T> Times(double* factor)
    {
        T re = T.Of(factor[0]), im = T.Of(factor[1]);
        return new(T.MultiplySubtract(Im, im, Re * re), T.MultiplyAdd(Im, re, Re * im));
    }

    /// <summary>This + factor · other, a real factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneComplex<T> Plus(T factor, LaneComplex<T> other) => new(T.MultiplyAdd(factor, other.Re, Re), T.MultiplyAdd(factor, other.Im, Im));

    /// <summary>This − factor · other, a real factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneComplex<T> Minus(T factor, LaneComplex<T> other) => new(T.MultiplySubtract(factor, other.Re, Re), T.MultiplySubtract(factor, other.Im, Im));

    /// <summary>This − i · other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneComplex<T> PlusTurned(LaneComplex<T> other) => new(Re + other.Im, Im - other.Re);

    /// <summary>This + i · other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneComplex<T> MinusTurned(LaneComplex<T> other) => new(Re - other.Im, Im + other.Re);
}
