using System.Numerics;
using System.Numerics.Tensors;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// One step of an LSTM for one example. Gates lie as [i, f, g, o], hidden values each: i, f, o = σ(·), g = tanh(·), c = f·c₋₁ + i·g, h = o·tanh(c).
/// </summary>
internal static class LstmCell
{
    /// <param name="sums">[4 · hidden].</param>
    /// <param name="gates">[4 · hidden]: receives the activations; may be the sums.</param>
    /// <param name="previousCell">[hidden], c of the step before; empty means zeros.</param>
    /// <param name="cellTanh">[hidden]: receives tanh(c), which <see cref="Backward"/> needs.</param>
    public static void Forward(ReadOnlySpan<float> sums, Span<float> gates, ReadOnlySpan<float> previousCell, Span<float> cell, Span<float> cellTanh, Span<float> hidden)
    {
        int n = hidden.Length;
        TensorPrimitives.Sigmoid(sums[..(2 * n)], gates[..(2 * n)]);
        TensorPrimitives.Tanh(sums[(2 * n)..(3 * n)], gates[(2 * n)..(3 * n)]);
        TensorPrimitives.Sigmoid(sums[(3 * n)..], gates[(3 * n)..]);
        TensorPrimitives.Multiply(gates[..n], gates[(2 * n)..(3 * n)], cell);
        if (!previousCell.IsEmpty) TensorPrimitives.MultiplyAdd(gates[n..(2 * n)], previousCell, cell, cell);
        TensorPrimitives.Tanh(cell, cellTanh);
        TensorPrimitives.Multiply(gates[(3 * n)..], cellTanh, hidden);
    }

    internal static void ForwardReference(ReadOnlySpan<float> sums, Span<float> gates, ReadOnlySpan<float> previousCell, Span<float> cell, Span<float> cellTanh, Span<float> hidden)
    {
        int n = hidden.Length;
        for (int k = 0; k < 4 * n; k++) gates[k] = k / n == 2 ? MathF.Tanh(sums[k]) : 1 / (1 + MathF.Exp(-sums[k]));
        for (int j = 0; j < n; j++)
        {
            cell[j] = (previousCell.IsEmpty ? 0 : gates[n + j] * previousCell[j]) + gates[j] * gates[2 * n + j];
            cellTanh[j] = MathF.Tanh(cell[j]);
            hidden[j] = gates[3 * n + j] * cellTanh[j];
        }
    }

    /// <param name="gates">[4 · hidden]: activations on entry, the loss's gradient by the gates' sums on return.</param>
    /// <param name="hiddenGradient">[hidden]: the loss's gradient by h, from the layer above and from the next step.</param>
    /// <param name="cellGradient">[hidden]: on entry what the next step sends back to c, on return what this one sends to c₋₁.</param>
    public static void Backward(Span<float> gates, ReadOnlySpan<float> previousCell, ReadOnlySpan<float> cellTanh, ReadOnlySpan<float> hiddenGradient, Span<float> cellGradient)
    {
        int n = cellTanh.Length, lanes = Vector<float>.Count, j = 0;
        var one = Vector<float>.One;
        for (; j + lanes <= n; j += lanes)
        {
            Vector<float> i = new(gates[j..]), f = new(gates[(n + j)..]), g = new(gates[(2 * n + j)..]), o = new(gates[(3 * n + j)..]), t = new(cellTanh[j..]);
            var dh = Negligible.Drop(new Vector<float>(hiddenGradient[j..]));
            var dc = Negligible.Drop(new Vector<float>(cellGradient[j..]) + dh * o * (one - t * t));
            var before = previousCell.IsEmpty ? default : new Vector<float>(previousCell[j..]);
            (dc * g * i * (one - i)).CopyTo(gates[j..]);
            (dc * before * f * (one - f)).CopyTo(gates[(n + j)..]);
            (dc * i * (one - g * g)).CopyTo(gates[(2 * n + j)..]);
            (dh * t * o * (one - o)).CopyTo(gates[(3 * n + j)..]);
            (dc * f).CopyTo(cellGradient[j..]);
        }
        BackwardFrom(gates, previousCell, cellTanh, hiddenGradient, cellGradient, start: j);
    }

    internal static void BackwardReference(Span<float> gates, ReadOnlySpan<float> previousCell, ReadOnlySpan<float> cellTanh, ReadOnlySpan<float> hiddenGradient, Span<float> cellGradient) =>
        BackwardFrom(gates, previousCell, cellTanh, hiddenGradient, cellGradient, start: 0);

    private static void BackwardFrom(Span<float> gates, ReadOnlySpan<float> previousCell, ReadOnlySpan<float> cellTanh, ReadOnlySpan<float> hiddenGradient, Span<float> cellGradient, int start)
    {
        int n = cellTanh.Length;
        for (int j = start; j < n; j++)
        {
            float i = gates[j], f = gates[n + j], g = gates[2 * n + j], o = gates[3 * n + j], t = cellTanh[j], dh = Negligible.Drop(hiddenGradient[j]);
            float dc = Negligible.Drop(cellGradient[j] + dh * o * (1 - t * t));
            gates[j] = dc * g * i * (1 - i);
            gates[n + j] = previousCell.IsEmpty ? 0 : dc * previousCell[j] * f * (1 - f);
            gates[2 * n + j] = dc * i * (1 - g * g);
            gates[3 * n + j] = dh * t * o * (1 - o);
            cellGradient[j] = dc * f;
        }
    }
}
