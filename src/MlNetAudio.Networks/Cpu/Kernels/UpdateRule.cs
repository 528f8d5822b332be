using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>What one step of an optimiser does to a run of parameters, in place; each value for itself, so a run may be cut anywhere.</summary>
internal abstract unsafe class UpdateRule
{
    /// <summary>Memory below this is taken as zero: where gradients stay away it would fade into subnormal numbers, which processors handle a hundred times slower than others.</summary>
    private const float Negligible = 1e-30f;

    /// <summary>PyTorch's names of what is remembered for each parameter, at most three: the places in <see cref="Moments"/>. Zero before the first step.</summary>
    public abstract IReadOnlyList<string> MomentNames { get; }

    /// <param name="step">Counted from 1.</param>
    public abstract void Update(float* weights, float* gradients, Moments moments, int count, long step);

    internal abstract void UpdateReference(float* weights, float* gradients, Moments moments, int count, long step);

    private protected static Vector<float> DropNegligible(Vector<float> values) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values), new Vector<float>(Negligible)), Vector<float>.Zero, values);

    private protected static float DropNegligible(float value) => MathF.Abs(value) < Negligible ? 0 : value;

    /// <summary>Where the moments of a run of parameters lie, in the order of <see cref="MomentNames"/>; null beyond them.</summary>
    internal readonly struct Moments(nint first, nint second, nint third)
    {
        public float* First => (float*)first;

        public float* Second => (float*)second;

        public float* Third => (float*)third;

        /// <summary>Of the parameters <paramref name="count"/> further on.</summary>
        public Moments From(long count) => new(Move(first, count), Move(second, count), Move(third, count));

        private static nint Move(nint run, long count) => run == 0 ? 0 : run + (nint)(count * sizeof(float));
    }
}
