using System.Numerics;
using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// One step of a GRU for one example. Gates lie as [r, z, n, m], hidden values each, m = U·h₋₁ + b' being what r lets through: r, z = σ(·), n = tanh(· + r·m), h = n + z·(h₋₁ − n).
/// </summary>
internal static class GruCell
{
    /// <param name="sums">[4 · hidden].</param>
    /// <param name="gates">[4 · hidden]: receives the activations, and m as it was; may be the sums.</param>
    /// <param name="previous">[hidden], h of the step before; empty means zeros.</param>
    public static void Forward(ReadOnlySpan<float> sums, Span<float> gates, ReadOnlySpan<float> previous, Span<float> hidden)
    {
        int n = hidden.Length;
        Span<float> reset = gates[..n], update = gates[n..(2 * n)], candidate = gates[(2 * n)..(3 * n)];
        TensorPrimitives.Sigmoid(sums[..(2 * n)], gates[..(2 * n)]);
        sums[(3 * n)..].CopyTo(gates[(3 * n)..]);
        TensorPrimitives.MultiplyAdd(reset, sums[(3 * n)..], sums[(2 * n)..(3 * n)], candidate);
        TensorPrimitives.Tanh(candidate, candidate);
        if (previous.IsEmpty) TensorPrimitives.Negate(candidate, hidden);
        else TensorPrimitives.Subtract(previous, candidate, hidden);
        TensorPrimitives.MultiplyAdd(update, hidden, candidate, hidden);
    }

    internal static void ForwardReference(ReadOnlySpan<float> sums, Span<float> gates, ReadOnlySpan<float> previous, Span<float> hidden)
    {
        int n = hidden.Length;
        for (int j = 0; j < n; j++)
        {
            float r = 1 / (1 + MathF.Exp(-sums[j])), z = 1 / (1 + MathF.Exp(-sums[n + j])), c = MathF.Tanh(sums[2 * n + j] + r * sums[3 * n + j]);
            (gates[j], gates[n + j], gates[2 * n + j], gates[3 * n + j]) = (r, z, c, sums[3 * n + j]);
            hidden[j] = (1 - z) * c + z * (previous.IsEmpty ? 0 : previous[j]);
        }
    }

    /// <param name="gates">[4 · hidden]: activations on entry; on return the loss's gradients by the sums of r, z, n and by m.</param>
    /// <param name="hiddenGradient">[hidden]: the loss's gradient by h on entry, the part of it that goes straight to h₋₁ on return.</param>
    public static void Backward(Span<float> gates, ReadOnlySpan<float> previous, Span<float> hiddenGradient)
    {
        int n = hiddenGradient.Length, lanes = Vector<float>.Count, j = 0;
        var one = Vector<float>.One;
        for (; j + lanes <= n; j += lanes)
        {
            Vector<float> r = new(gates[j..]), z = new(gates[(n + j)..]), c = new(gates[(2 * n + j)..]), m = new(gates[(3 * n + j)..]);
            var dh = Negligible.Drop(new Vector<float>(hiddenGradient[j..]));
            var before = previous.IsEmpty ? default : new Vector<float>(previous[j..]);
            var dn = dh * (one - z) * (one - c * c);
            (dn * m * r * (one - r)).CopyTo(gates[j..]);
            (dh * (before - c) * z * (one - z)).CopyTo(gates[(n + j)..]);
            dn.CopyTo(gates[(2 * n + j)..]);
            (dn * r).CopyTo(gates[(3 * n + j)..]);
            (dh * z).CopyTo(hiddenGradient[j..]);
        }
        BackwardFrom(gates, previous, hiddenGradient, j);
    }

    internal static void BackwardReference(Span<float> gates, ReadOnlySpan<float> previous, Span<float> hiddenGradient) => BackwardFrom(gates, previous, hiddenGradient, start: 0);

    private static void BackwardFrom(Span<float> gates, ReadOnlySpan<float> previous, Span<float> hiddenGradient, int start)
    {
        int n = hiddenGradient.Length;
        for (int j = start; j < n; j++)
        {
            float r = gates[j], z = gates[n + j], c = gates[2 * n + j], m = gates[3 * n + j], dh = Negligible.Drop(hiddenGradient[j]);
            float dn = dh * (1 - z) * (1 - c * c);
            gates[j] = dn * m * r * (1 - r);
            gates[n + j] = dh * ((previous.IsEmpty ? 0 : previous[j]) - c) * z * (1 - z);
            gates[2 * n + j] = dn;
            gates[3 * n + j] = dn * r;
            hiddenGradient[j] = dh * z;
        }
    }
}
