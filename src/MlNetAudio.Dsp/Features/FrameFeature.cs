using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What a feature computes of blocks of consecutive frames, each frame by itself, in double precision. Whole signals and streams both go through it.</summary>
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
        Signal.Check(samples);
        int count = Frames.Count(samples.Length);
        if (count == 0) throw new ArgumentException($"The signal has {samples.Length} samples, fewer than a frame of {Frames.FrameLength}; use longer recordings or centred frames.", nameof(samples));
        double[] values = new double[checked(Features * count)];
        float[] padded = new float[Frames.Span(Math.Min(BlockFrames, count))];
        using var workspace = NewWorkspace();
        for (int first = 0; first < count; first += BlockFrames)
        {
            int block = Math.Min(BlockFrames, count - first);
            Compute(Frames.Cut(samples, first, block, padded), block, values.AsSpan(first), count, workspace);
        }
        return values;
    }
}
