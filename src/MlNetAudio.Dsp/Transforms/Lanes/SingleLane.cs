using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>One lane at a time, for processors without vectors.</summary>
internal readonly unsafe struct SingleLane(double value) : ILanes<SingleLane>
{
    private readonly double _value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane Load(double* from) => new(*from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane Of(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* to) => *to = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane operator +(SingleLane left, SingleLane right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane operator -(SingleLane left, SingleLane right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane operator *(SingleLane left, SingleLane right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane MultiplyAdd(SingleLane left, SingleLane right, SingleLane addend) => new(double.MultiplyAddEstimate(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane MultiplySubtract(SingleLane left, SingleLane right, SingleLane minuend) => new(double.MultiplyAddEstimate(-left._value, right._value, minuend._value));
}
