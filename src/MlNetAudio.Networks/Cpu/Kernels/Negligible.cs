using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// Gradients of a recurrence below 1e-28 are taken as zero. Over hundreds of steps they fade into subnormal numbers, which processors handle a hundred times slower than others.
/// </summary>
internal static class Negligible
{
    private const float Bound = 1e-28f;

    public static Vector<float> Drop(Vector<float> values) => Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values), new Vector<float>(Bound)), Vector<float>.Zero, values);

    public static T Drop<T>(T values) where T : struct, ILanes<T> => T.DropBelow(values, Bound);

    public static float Drop(float value) => MathF.Abs(value) < Bound ? 0 : value;

    public static void Drop(Span<float> values)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= values.Length; i += Vector<float>.Count) Drop(new Vector<float>(values[i..])).CopyTo(values[i..]);
        for (; i < values.Length; i++) values[i] = Drop(values[i]);
    }
}
