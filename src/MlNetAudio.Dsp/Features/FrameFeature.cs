using System.Buffers;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What a feature computes of blocks of consecutive frames, in double precision. Whole signals and streams both go through it.</summary>
/// <remarks>
/// Whoever calls <see cref="Compute"/> takes one workspace for one signal and gives it all blocks, in order and without a gap: a frame may depend on frames before it
/// (<see cref="SequentialSpectrumFeature{TState}"/>). How many frames a block has must make no difference.
/// </remarks>
internal abstract class FrameFeature(FrameGrid frames, int features)
{
    public FrameGrid Frames { get; } = frames;

    /// <summary>Rows of the result.</summary>
    public int Features { get; } = features;

    /// <summary>Frames computed at once, at most.</summary>
    public virtual int BlockFrames => Stft.Lanes;

    /// <summary>One thread's memory for a block; disposing it gives it back.</summary>
    public abstract IDisposable NewWorkspace();

    /// <param name="samples">The frames' samples, padding included: frame i starts at [i · hop].</param>
    /// <param name="frames">1 .. <see cref="BlockFrames"/>.</param>
    /// <param name="values">Where they go: feature f of frame i at [f · stride + i].</param>
    public abstract void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace);

    /// <summary>[Features, frames] of a whole signal.</summary>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public double[] Extract(ReadOnlySpan<float> samples)
    {
        int count = CountFrames(samples);
        double[] values = new double[checked(Features * count)];
        Extract(samples, count, values, count);
        return values;
    }

    /// <summary>The same in single precision; nothing but the result is allocated.</summary>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public FeatureMatrix ExtractRounded(ReadOnlySpan<float> samples)
    {
        using var values = SignalValues.Of(this, samples);
        return values.Rounded();
    }

    /// <summary>The same into a matrix that is there; nothing is allocated but by <see cref="NewWorkspace"/>.</summary>
    /// <exception cref="ArgumentException">As above, or the matrix has another shape.</exception>
    public void ExtractRounded(ReadOnlySpan<float> samples, FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        using var values = SignalValues.Of(this, samples);
        matrix.RequireShape(values.Features, values.Frames);
        values.RoundTo(matrix);
    }

    /// <summary>Frames of a signal, which is checked.</summary>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public int CountFrames(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        return Frames.RequiredCount(samples);
    }

    /// <param name="count">All frames of the signal.</param>
    /// <param name="values">Feature f of frame i goes to [f · stride + i].</param>
    public void Extract(ReadOnlySpan<float> samples, int count, Span<double> values, int stride)
    {
        float[] padded = ArrayPool<float>.Shared.Rent(Frames.Span(Math.Min(BlockFrames, count)));
        using var workspace = NewWorkspace();
        for (int first = 0; first < count; first += BlockFrames)
        {
            int block = Math.Min(BlockFrames, count - first);
            Compute(Frames.Cut(samples, first, block, padded), block, values[first..], stride, workspace);
        }
        ArrayPool<float>.Shared.Return(padded);
    }
}
