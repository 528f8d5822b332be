using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>y = t·s with t = tanh(a), s = σ(b): WaveNet's gated unit.</summary>
internal static unsafe class GatedUnit
{
    /// <param name="tanhs">Receives t; may be the filter itself.</param>
    /// <param name="sigmoids">Receives s; may be the gate itself.</param>
    public static void Forward(float* filter, float* gate, float* tanhs, float* sigmoids, float* output, int count)
    {
        int done = Vector512.IsHardwareAccelerated ? Forward<Lanes512>(filter, gate, tanhs, sigmoids, output, count) : Forward<LanesPortable>(filter, gate, tanhs, sigmoids, output, count);
        ForwardReference(filter + done, gate + done, tanhs + done, sigmoids + done, output + done, count - done);
    }

    internal static void ForwardReference(float* filter, float* gate, float* tanhs, float* sigmoids, float* output, int count)
    {
        for (int i = 0; i < count; i++)
        {
            tanhs[i] = MathF.Tanh(filter[i]);
            sigmoids[i] = GateFunctions.Sigmoid(gate[i]);
            output[i] = tanhs[i] * sigmoids[i];
        }
    }

    /// <summary>∂a = ∂y·s·(1 − t²), ∂b = ∂y·t·s·(1 − s). Either may be the output's gradient.</summary>
    public static void Backward(float* tanhs, float* sigmoids, float* outputGradient, float* filterGradient, float* gateGradient, int count)
    {
        int done = Vector512.IsHardwareAccelerated
            ? Backward<Lanes512>(tanhs, sigmoids, outputGradient, filterGradient, gateGradient, count)
            : Backward<LanesPortable>(tanhs, sigmoids, outputGradient, filterGradient, gateGradient, count);
        BackwardReference(tanhs + done, sigmoids + done, outputGradient + done, filterGradient + done, gateGradient + done, count - done);
    }

    internal static void BackwardReference(float* tanhs, float* sigmoids, float* outputGradient, float* filterGradient, float* gateGradient, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float t = tanhs[i], s = sigmoids[i], g = outputGradient[i] * s;
            filterGradient[i] = g * (1 - t * t);
            gateGradient[i] = g * t * (1 - s);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Forward<T>(float* filter, float* gate, float* tanhs, float* sigmoids, float* output, int count) where T : struct, ILanes<T>
    {
        int i = 0;
        for (; i + T.Count <= count; i += T.Count)
        {
            T t = GateFunctions.Tanh(T.Load(filter + i)), s = GateFunctions.Sigmoid(T.Load(gate + i));
            t.Store(tanhs + i);
            s.Store(sigmoids + i);
            (t * s).Store(output + i);
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Backward<T>(float* tanhs, float* sigmoids, float* outputGradient, float* filterGradient, float* gateGradient, int count) where T : struct, ILanes<T>
    {
        var one = T.All(1);
        int i = 0;
        for (; i + T.Count <= count; i += T.Count)
        {
            T t = T.Load(tanhs + i), s = T.Load(sigmoids + i), g = T.Load(outputGradient + i) * s;
            (g * (one - t * t)).Store(filterGradient + i);
            (g * t * (one - s)).Store(gateGradient + i);
        }
        return i;
    }
}
