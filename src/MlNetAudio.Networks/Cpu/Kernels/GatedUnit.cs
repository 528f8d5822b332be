using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>y = t·s with t = tanh(a), s = σ(b): WaveNet's gated unit.</summary>
internal static class GatedUnit
{
    /// <param name="tanhs">Receives t; may be the filter itself.</param>
    /// <param name="sigmoids">Receives s; may be the gate itself.</param>
    public static void Forward(ReadOnlySpan<float> filter, ReadOnlySpan<float> gate, Span<float> tanhs, Span<float> sigmoids, Span<float> output)
    {
        int i = 0, lanes = Vector<float>.Count;
        for (; i + lanes <= output.Length; i += lanes)
        {
            Vector<float> t = default(HyperbolicTangent).Value(new(filter[i..])), s = default(Logistic).Value(new(gate[i..]));
            t.CopyTo(tanhs[i..]);
            s.CopyTo(sigmoids[i..]);
            (t * s).CopyTo(output[i..]);
        }
        ForwardReference(filter[i..], gate[i..], tanhs[i..], sigmoids[i..], output[i..]);
    }

    internal static void ForwardReference(ReadOnlySpan<float> filter, ReadOnlySpan<float> gate, Span<float> tanhs, Span<float> sigmoids, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            tanhs[i] = MathF.Tanh(filter[i]);
            sigmoids[i] = 1 / (1 + MathF.Exp(-gate[i]));
            output[i] = tanhs[i] * sigmoids[i];
        }
    }

    /// <summary>∂a = ∂y·s·(1 − t²), ∂b = ∂y·t·s·(1 − s). Either may be the output's gradient.</summary>
    public static void Backward(ReadOnlySpan<float> tanhs, ReadOnlySpan<float> sigmoids, ReadOnlySpan<float> outputGradient, Span<float> filterGradient, Span<float> gateGradient)
    {
        int i = 0, lanes = Vector<float>.Count;
        var one = Vector<float>.One;
        for (; i + lanes <= tanhs.Length; i += lanes)
        {
            Vector<float> t = new(tanhs[i..]), s = new(sigmoids[i..]), g = new Vector<float>(outputGradient[i..]) * s;
            (g * (one - t * t)).CopyTo(filterGradient[i..]);
            (g * t * (one - s)).CopyTo(gateGradient[i..]);
        }
        BackwardReference(tanhs[i..], sigmoids[i..], outputGradient[i..], filterGradient[i..], gateGradient[i..]);
    }

    internal static void BackwardReference(ReadOnlySpan<float> tanhs, ReadOnlySpan<float> sigmoids, ReadOnlySpan<float> outputGradient, Span<float> filterGradient, Span<float> gateGradient)
    {
        for (int i = 0; i < tanhs.Length; i++)
        {
            float t = tanhs[i], s = sigmoids[i], g = outputGradient[i] * s;
            filterGradient[i] = g * (1 - t * t);
            gateGradient[i] = g * t * (1 - s);
        }
    }
}
