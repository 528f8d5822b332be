using System.Numerics.Tensors;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>Which values a dropout keeps: a function of a stream of random numbers and of the place, so it is drawn again for the gradient instead of being stored.</summary>
internal static class DropoutMask
{
    /// <summary>targetᵢ = sourceᵢ / (1 − probability) where value first + i of the stream is kept, else 0; the target may be the source.</summary>
    public static void Apply(in RandomStream stream, float probability, long first, ReadOnlySpan<float> source, Span<float> target)
    {
        float scale = 1 / (1 - probability);
        for (int i = 0; i < source.Length; i++) target[i] = stream.Uniform(first + i) >= probability ? source[i] * scale : 0;
    }

    /// <summary>The same with one value of the stream for each run of <paramref name="length"/> values.</summary>
    public static void ApplyToRuns(in RandomStream stream, float probability, long first, int length, ReadOnlySpan<float> source, Span<float> target)
    {
        float scale = 1 / (1 - probability);
        for (int run = 0; run < source.Length / length; run++)
        {
            var values = target.Slice(run * length, length);
            if (stream.Uniform(first + run) >= probability) TensorPrimitives.Multiply(source.Slice(run * length, length), scale, values);
            else values.Clear();
        }
    }
}
