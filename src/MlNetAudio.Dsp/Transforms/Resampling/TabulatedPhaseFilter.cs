using System.Numerics.Tensors;

namespace MlNetAudio.Dsp.Transforms.Resampling;

/// <summary>A table of the taps [phase, k] of every phase, and one dot product an output: for ratios whose phases seldom recur.</summary>
internal sealed class TabulatedPhaseFilter : ResamplingFilter
{
    private readonly float[] _taps;

    public TabulatedPhaseFilter(PhaseTaps taps) : base(taps.Ratio, taps.Lead, taps.Count)
    {
        _taps = new float[Ratio.Up * Count];
        for (int phase = 0; phase < Ratio.Up; phase++) taps.Write(phase, _taps.AsSpan(phase * Count, Count));
    }

    public override void Run(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            var (from, at, count) = Overlap(first + i, start, samples.Length);
            output[i] = TensorPrimitives.Dot(samples.Slice(at, count), Taps(first + i).Slice(from, count));
        }
    }

    internal override void RunReference(ReadOnlySpan<float> samples, long start, long first, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            var (from, at, count) = Overlap(first + i, start, samples.Length);
            double sum = 0;
            for (int k = 0; k < count; k++) sum += (double)samples[at + k] * Taps(first + i)[from + k];
            output[i] = (float)sum;
        }
    }

    private ReadOnlySpan<float> Taps(long output) => _taps.AsSpan((int)(output % Ratio.Up) * Count, Count);
}
