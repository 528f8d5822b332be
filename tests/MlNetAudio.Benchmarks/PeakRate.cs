using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Benchmarks;

/// <summary>Multiplications with addition in registers alone, on every worker at once: what no product of matrices can exceed.</summary>
internal sealed class PeakRate
{
    private const int Rounds = 50_000, Chains = 16;

    private readonly WorkerTeam _team;
    private readonly float[] _sums;
    private readonly Action<int, int> _run;

    public PeakRate(WorkerTeam team)
    {
        (_team, _sums) = (team, new float[team.Count]);
        _run = (part, worker) => _sums[part] = Vector512.IsHardwareAccelerated ? Wide(Rounds, 0.5f) : Narrow(Rounds, 0.5f);
    }

    public double Operations => 2.0 * Chains * Rounds * _team.Count * (Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector<float>.Count);

    public void Run() => _team.Run(_team.Count, _run);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide(int rounds, float value)
    {
        Vector512<float> x = Vector512.Create(value), a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x, m = x, n = x, o = x, p = x;
        for (; rounds > 0; rounds--)
        {
            a = Vector512.FusedMultiplyAdd(a, x, x);
            b = Vector512.FusedMultiplyAdd(b, x, x);
            c = Vector512.FusedMultiplyAdd(c, x, x);
            d = Vector512.FusedMultiplyAdd(d, x, x);
            e = Vector512.FusedMultiplyAdd(e, x, x);
            f = Vector512.FusedMultiplyAdd(f, x, x);
            g = Vector512.FusedMultiplyAdd(g, x, x);
            h = Vector512.FusedMultiplyAdd(h, x, x);
            i = Vector512.FusedMultiplyAdd(i, x, x);
            j = Vector512.FusedMultiplyAdd(j, x, x);
            k = Vector512.FusedMultiplyAdd(k, x, x);
            l = Vector512.FusedMultiplyAdd(l, x, x);
            m = Vector512.FusedMultiplyAdd(m, x, x);
            n = Vector512.FusedMultiplyAdd(n, x, x);
            o = Vector512.FusedMultiplyAdd(o, x, x);
            p = Vector512.FusedMultiplyAdd(p, x, x);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow(int rounds, float value)
    {
        Vector<float> x = new(value), a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x;
        for (; rounds > 0; rounds--)
        {
            a = Vector.MultiplyAddEstimate(a, x, x);
            b = Vector.MultiplyAddEstimate(b, x, x);
            c = Vector.MultiplyAddEstimate(c, x, x);
            d = Vector.MultiplyAddEstimate(d, x, x);
            e = Vector.MultiplyAddEstimate(e, x, x);
            f = Vector.MultiplyAddEstimate(f, x, x);
            g = Vector.MultiplyAddEstimate(g, x, x);
            h = Vector.MultiplyAddEstimate(h, x, x);
            a = Vector.MultiplyAddEstimate(a, x, x);
            b = Vector.MultiplyAddEstimate(b, x, x);
            c = Vector.MultiplyAddEstimate(c, x, x);
            d = Vector.MultiplyAddEstimate(d, x, x);
            e = Vector.MultiplyAddEstimate(e, x, x);
            f = Vector.MultiplyAddEstimate(f, x, x);
            g = Vector.MultiplyAddEstimate(g, x, x);
            h = Vector.MultiplyAddEstimate(h, x, x);
        }
        return Vector.Sum(a + b + c + d + e + f + g + h);
    }
}
