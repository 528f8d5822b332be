using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>One step of a plain recurrent layer for one example: h = tanh(sum) or max(0, sum).</summary>
internal static class RnnCell
{
    /// <param name="sums">[hidden].</param>
    public static void Forward(bool relu, ReadOnlySpan<float> sums, Span<float> hidden)
    {
        if (relu) Activation.Forward(default(Rectifier), sums, hidden);
        else TensorPrimitives.Tanh(sums, hidden);
    }

    internal static void ForwardReference(bool relu, ReadOnlySpan<float> sums, Span<float> hidden)
    {
        for (int j = 0; j < hidden.Length; j++) hidden[j] = relu ? MathF.Max(sums[j], 0) : MathF.Tanh(sums[j]);
    }

    /// <param name="hiddenGradient">[hidden]: the loss's gradient by h.</param>
    /// <param name="sums">[hidden]: receives the loss's gradient by the sums.</param>
    public static void Backward(bool relu, ReadOnlySpan<float> hidden, Span<float> hiddenGradient, Span<float> sums)
    {
        Negligible.Drop(hiddenGradient);
        if (relu) Activation.Backward(default(Rectifier), hidden, hiddenGradient, sums);
        else Activation.Backward(default(HyperbolicTangent), hidden, hiddenGradient, sums);
    }

    internal static void BackwardReference(bool relu, ReadOnlySpan<float> hidden, Span<float> hiddenGradient, Span<float> sums)
    {
        for (int j = 0; j < hidden.Length; j++)
        {
            float gradient = Negligible.Drop(hiddenGradient[j]);
            sums[j] = gradient * (relu ? hidden[j] > 0 ? 1 : 0 : 1 - hidden[j] * hidden[j]);
        }
    }
}
