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
}
