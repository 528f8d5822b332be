using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// One step of a GRU for one example. Gates lie as [r, z, n, m], hidden values each, m = U·h₋₁ + b' being what r lets through: r, z = σ(·), n = tanh(· + r·m), h = n + z·(h₋₁ − n).
/// </summary>
internal static unsafe class GruCell
{
    /// <param name="sums">[4 · hidden].</param>
    /// <param name="gates">[4 · hidden]: receives the activations, and m as it was; may be the sums.</param>
    /// <param name="previous">[hidden], h of the step before; null means zeros.</param>
    public static void Forward(float* sums, float* gates, float* previous, float* state, int hidden)
    {
        int done = Vector512.IsHardwareAccelerated ? Forward<Lanes512>(sums, gates, previous, state, hidden) : Forward<LanesPortable>(sums, gates, previous, state, hidden);
        ForwardFrom(sums, gates, previous, state, hidden, done);
    }

    internal static void ForwardReference(float* sums, float* gates, float* previous, float* state, int hidden) => ForwardFrom(sums, gates, previous, state, hidden, start: 0);

    /// <param name="gates">[4 · hidden]: activations on entry; on return the loss's gradients by the sums of r, z, n and by m.</param>
    /// <param name="stateGradient">[hidden]: the loss's gradient by h on entry, the part of it that goes straight to h₋₁ on return.</param>
    public static void Backward(float* gates, float* previous, float* stateGradient, int hidden)
    {
        int done = Vector512.IsHardwareAccelerated ? Backward<Lanes512>(gates, previous, stateGradient, hidden) : Backward<LanesPortable>(gates, previous, stateGradient, hidden);
        BackwardFrom(gates, previous, stateGradient, hidden, done);
    }

    internal static void BackwardReference(float* gates, float* previous, float* stateGradient, int hidden) => BackwardFrom(gates, previous, stateGradient, hidden, start: 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Forward<T>(float* sums, float* gates, float* previous, float* state, int hidden) where T : struct, ILanes<T>
    {
        int j = 0;
        for (; j + T.Count <= hidden; j += T.Count)
        {
            T r = GateFunctions.Sigmoid(T.Load(sums + j)), z = GateFunctions.Sigmoid(T.Load(sums + hidden + j)), m = T.Load(sums + 3 * hidden + j);
            var n = GateFunctions.Tanh(T.MultiplyAdd(r, m, T.Load(sums + 2 * hidden + j)));
            var before = previous is null ? T.All(0) : T.Load(previous + j);
            r.Store(gates + j);
            z.Store(gates + hidden + j);
            n.Store(gates + 2 * hidden + j);
            m.Store(gates + 3 * hidden + j);
            T.MultiplyAdd(z, before - n, n).Store(state + j);
        }
        return j;
    }

    private static void ForwardFrom(float* sums, float* gates, float* previous, float* state, int hidden, int start)
    {
        for (int j = start; j < hidden; j++)
        {
            float r = GateFunctions.Sigmoid(sums[j]), z = GateFunctions.Sigmoid(sums[hidden + j]), m = sums[3 * hidden + j], n = MathF.Tanh(sums[2 * hidden + j] + r * m);
            (gates[j], gates[hidden + j], gates[2 * hidden + j], gates[3 * hidden + j]) = (r, z, n, m);
            state[j] = (1 - z) * n + z * (previous is null ? 0 : previous[j]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Backward<T>(float* gates, float* previous, float* stateGradient, int hidden) where T : struct, ILanes<T>
    {
        var one = T.All(1);
        int j = 0;
        for (; j + T.Count <= hidden; j += T.Count)
        {
            T r = T.Load(gates + j), z = T.Load(gates + hidden + j), n = T.Load(gates + 2 * hidden + j), m = T.Load(gates + 3 * hidden + j);
            var dh = Negligible.Drop(T.Load(stateGradient + j));
            var before = previous is null ? T.All(0) : T.Load(previous + j);
            var dn = dh * (one - z) * (one - n * n);
            (dn * m * r * (one - r)).Store(gates + j);
            (dh * (before - n) * z * (one - z)).Store(gates + hidden + j);
            dn.Store(gates + 2 * hidden + j);
            (dn * r).Store(gates + 3 * hidden + j);
            (dh * z).Store(stateGradient + j);
        }
        return j;
    }

    private static void BackwardFrom(float* gates, float* previous, float* stateGradient, int hidden, int start)
    {
        for (int j = start; j < hidden; j++)
        {
            float r = gates[j], z = gates[hidden + j], n = gates[2 * hidden + j], m = gates[3 * hidden + j], dh = Negligible.Drop(stateGradient[j]);
            float dn = dh * (1 - z) * (1 - n * n);
            gates[j] = dn * m * r * (1 - r);
            gates[hidden + j] = dh * ((previous is null ? 0 : previous[j]) - n) * z * (1 - z);
            gates[2 * hidden + j] = dn;
            gates[3 * hidden + j] = dn * r;
            stateGradient[j] = dh * z;
        }
    }
}
