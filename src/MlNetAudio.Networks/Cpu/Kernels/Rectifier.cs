using System.Numerics;
using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>y = max(0, x); NaN stays NaN. The output may be the input.</summary>
internal static unsafe class Rectifier
{
    public static void Forward(float* inputs, float* outputs, int count) => TensorPrimitives.Max(new ReadOnlySpan<float>(inputs, count), 0f, new Span<float>(outputs, count));

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
