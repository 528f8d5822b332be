using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// One step of an LSTM for one example. Gates lie as [i, f, g, o], hidden values each: i, f, o = σ(·), g = tanh(·), c = f·c₋₁ + i·g, h = o·tanh(c).
/// </summary>
internal static unsafe class LstmCell
{
    /// <param name="sums">[4 · hidden].</param>
    /// <param name="gates">[4 · hidden]: receives the activations; may be the sums.</param>
    /// <param name="previousCell">[hidden], c of the step before; null means zeros.</param>
    /// <param name="cellTanh">[hidden]: receives tanh(c), which <see cref="Backward"/> needs.</param>
    public static void Forward(float* sums, float* gates, float* previousCell, float* cell, float* cellTanh, float* state, int hidden)
    {
        int done = Vector512.IsHardwareAccelerated
            ? Forward<Lanes512>(sums, gates, previousCell, cell, cellTanh, state, hidden)
            : Forward<LanesPortable>(sums, gates, previousCell, cell, cellTanh, state, hidden);
        ForwardFrom(sums, gates, previousCell, cell, cellTanh, state, hidden, done);
    }

    internal static void ForwardReference(float* sums, float* gates, float* previousCell, float* cell, float* cellTanh, float* state, int hidden) =>
        ForwardFrom(sums, gates, previousCell, cell, cellTanh, state, hidden, start: 0);

    /// <param name="gates">[4 · hidden]: activations on entry, the loss's gradient by the gates' sums on return.</param>
    /// <param name="stateGradient">[hidden]: the loss's gradient by h, from the layer above and from the next step.</param>
    /// <param name="cellGradient">[hidden]: on entry what the next step sends back to c, on return what this one sends to c₋₁.</param>
    public static void Backward(float* gates, float* previousCell, float* cellTanh, float* stateGradient, float* cellGradient, int hidden)
    {
        int done = Vector512.IsHardwareAccelerated
            ? Backward<Lanes512>(gates, previousCell, cellTanh, stateGradient, cellGradient, hidden)
            : Backward<LanesPortable>(gates, previousCell, cellTanh, stateGradient, cellGradient, hidden);
        BackwardFrom(gates, previousCell, cellTanh, stateGradient, cellGradient, hidden, done);
    }

    internal static void BackwardReference(float* gates, float* previousCell, float* cellTanh, float* stateGradient, float* cellGradient, int hidden) =>
        BackwardFrom(gates, previousCell, cellTanh, stateGradient, cellGradient, hidden, start: 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Forward<T>(float* sums, float* gates, float* previousCell, float* cell, float* cellTanh, float* state, int hidden) where T : struct, ILanes<T>
    {
        int j = 0;
        for (; j + T.Count <= hidden; j += T.Count)
        {
            T i = GateFunctions.Sigmoid(T.Load(sums + j)), f = GateFunctions.Sigmoid(T.Load(sums + hidden + j));
            T g = GateFunctions.Tanh(T.Load(sums + 2 * hidden + j)), o = GateFunctions.Sigmoid(T.Load(sums + 3 * hidden + j));
            var c = i * g;
            if (previousCell is not null) c = T.MultiplyAdd(f, T.Load(previousCell + j), c);
            var t = GateFunctions.Tanh(c);
            i.Store(gates + j);
            f.Store(gates + hidden + j);
            g.Store(gates + 2 * hidden + j);
            o.Store(gates + 3 * hidden + j);
            c.Store(cell + j);
            t.Store(cellTanh + j);
            (o * t).Store(state + j);
        }
        return j;
    }

    private static void ForwardFrom(float* sums, float* gates, float* previousCell, float* cell, float* cellTanh, float* state, int hidden, int start)
    {
        for (int j = start; j < hidden; j++)
        {
            float i = GateFunctions.Sigmoid(sums[j]), f = GateFunctions.Sigmoid(sums[hidden + j]), g = MathF.Tanh(sums[2 * hidden + j]), o = GateFunctions.Sigmoid(sums[3 * hidden + j]);
            (gates[j], gates[hidden + j], gates[2 * hidden + j], gates[3 * hidden + j]) = (i, f, g, o);
            cell[j] = (previousCell is null ? 0 : f * previousCell[j]) + i * g;
            cellTanh[j] = MathF.Tanh(cell[j]);
            state[j] = o * cellTanh[j];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Backward<T>(float* gates, float* previousCell, float* cellTanh, float* stateGradient, float* cellGradient, int hidden) where T : struct, ILanes<T>
    {
        var one = T.All(1);
        int j = 0;
        for (; j + T.Count <= hidden; j += T.Count)
        {
            T i = T.Load(gates + j), f = T.Load(gates + hidden + j), g = T.Load(gates + 2 * hidden + j), o = T.Load(gates + 3 * hidden + j), t = T.Load(cellTanh + j);
            var dh = Negligible.Drop(T.Load(stateGradient + j));
            var dc = Negligible.Drop(T.Load(cellGradient + j) + dh * o * (one - t * t));
            var before = previousCell is null ? T.All(0) : T.Load(previousCell + j);
            (dc * g * i * (one - i)).Store(gates + j);
            (dc * before * f * (one - f)).Store(gates + hidden + j);
            (dc * i * (one - g * g)).Store(gates + 2 * hidden + j);
            (dh * t * o * (one - o)).Store(gates + 3 * hidden + j);
            (dc * f).Store(cellGradient + j);
        }
        return j;
    }

    private static void BackwardFrom(float* gates, float* previousCell, float* cellTanh, float* stateGradient, float* cellGradient, int hidden, int start)
    {
        for (int j = start; j < hidden; j++)
        {
            float i = gates[j], f = gates[hidden + j], g = gates[2 * hidden + j], o = gates[3 * hidden + j], t = cellTanh[j], dh = Negligible.Drop(stateGradient[j]);
            float dc = Negligible.Drop(cellGradient[j] + dh * o * (1 - t * t));
            gates[j] = dc * g * i * (1 - i);
            gates[hidden + j] = previousCell is null ? 0 : dc * previousCell[j] * f * (1 - f);
            gates[2 * hidden + j] = dc * i * (1 - g * g);
            gates[3 * hidden + j] = dh * t * o * (1 - o);
            cellGradient[j] = dc * f;
        }
    }
}
