using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>One step of a plain recurrent layer for one example: h = tanh(sum) or max(0, sum).</summary>
internal static unsafe class RnnCell
{
    /// <param name="sums">[hidden].</param>
    public static void Forward(bool relu, float* sums, float* state, int hidden)
    {
        if (relu)
        {
            Activation.Forward(default(Rectifier), new(sums, hidden), new(state, hidden));
            return;
        }
        int done = Vector512.IsHardwareAccelerated ? Tanh<Lanes512>(sums, state, hidden) : Tanh<LanesPortable>(sums, state, hidden);
        ForwardReference(relu, sums + done, state + done, hidden - done);
    }

    internal static void ForwardReference(bool relu, float* sums, float* state, int hidden)
    {
        for (int j = 0; j < hidden; j++) state[j] = relu ? MathF.Max(sums[j], 0) : MathF.Tanh(sums[j]);
    }

    /// <param name="stateGradient">[hidden]: the loss's gradient by h.</param>
    /// <param name="sums">[hidden]: receives the loss's gradient by the sums.</param>
    public static void Backward(bool relu, float* state, float* stateGradient, float* sums, int hidden)
    {
        ReadOnlySpan<float> states = new(state, hidden);
        Span<float> gradients = new(stateGradient, hidden), targets = new(sums, hidden);
        Negligible.Drop(gradients);
        if (relu) Activation.Backward(default(Rectifier), states, gradients, targets);
        else Activation.Backward(default(HyperbolicTangent), states, gradients, targets);
    }

    internal static void BackwardReference(bool relu, float* state, float* stateGradient, float* sums, int hidden)
    {
        for (int j = 0; j < hidden; j++)
        {
            float gradient = Negligible.Drop(stateGradient[j]);
            sums[j] = gradient * (relu ? state[j] > 0 ? 1 : 0 : 1 - state[j] * state[j]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Tanh<T>(float* sums, float* state, int hidden) where T : struct, ILanes<T>
    {
        int j = 0;
        for (; j + T.Count <= hidden; j += T.Count) GateFunctions.Tanh(T.Load(sums + j)).Store(state + j);
        return j;
    }
}
