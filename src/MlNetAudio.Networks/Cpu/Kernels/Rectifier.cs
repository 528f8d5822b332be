using System.Numerics;
using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>y = max(0, x), in place; NaN stays NaN.</summary>
internal static unsafe class Rectifier
{
    public static void Forward(float* values, int count)
    {
        var span = new Span<float>(values, count);
        TensorPrimitives.Max(span, 0f, span);
    }

    internal static void ForwardReference(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++) values[i] = MathF.Max(values[i], 0);
    }

    /// <summary>gradient = output &gt; 0 ? gradient : 0, in place.</summary>
    public static void Backward(float* outputs, float* gradients, int count)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= count; i += Vector<float>.Count)
            Vector.Store(Vector.ConditionalSelect(Vector.GreaterThan(Vector.Load(outputs + i), Vector<float>.Zero), Vector.Load(gradients + i), Vector<float>.Zero), gradients + i);
        BackwardReference(new(outputs + i, count - i), new(gradients + i, count - i));
    }

    internal static void BackwardReference(ReadOnlySpan<float> outputs, Span<float> gradients)
    {
        for (int i = 0; i < outputs.Length; i++)
            if (!(outputs[i] > 0)) gradients[i] = 0;
    }
}
