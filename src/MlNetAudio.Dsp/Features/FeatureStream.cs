using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>A live signal → the frames that are complete so far. What all calls give, side by side, is what the extractor gives for the whole signal, to the bit.</summary>
/// <remarks>Holds no more samples than a block of frames needs, beside those just pushed. For one thread at a time.</remarks>
public sealed class FeatureStream
{
    private readonly FrameFeature _feature;
    private readonly IDisposable _workspace;
    private readonly float[] _padded;
    private float[] _held = [];
    private int _count;        // samples in _held
    private long _heldFrom;    // index in the signal of _held[0]
    private int _frame;        // next frame
    private bool _ended;

    /// <exception cref="NotSupportedException">The padding repeats the signal's end at its start.</exception>
    internal FeatureStream(FrameFeature feature)
    {
        if (feature.Frames is { Centered: true, PadMode: PadMode.Wrap })
            throw new NotSupportedException("PadMode.Wrap puts the end of a signal before its start, which a stream does not know yet; take another PadMode, or frames that are not centred.");
        (_feature, _workspace, _padded) = (feature, feature.NewWorkspace(), new float[feature.Frames.Span(feature.BlockFrames)]);
    }

    private long Received => _heldFrom + _count;

    /// <summary>More samples of the signal, any number → [features, frames] that they complete; often no frame.</summary>
    /// <exception cref="ArgumentException">A sample is not finite; nothing of this call was taken.</exception>
    /// <exception cref="InvalidOperationException">The signal has ended.</exception>
    public FeatureMatrix Push(ReadOnlySpan<float> samples)
    {
        ThrowIfEnded();
        if (samples.IsEmpty) return new(_feature.Features, 0);
        Signal.Check(samples);
        Hold(samples);

        // The padding before the signal may mirror as many samples as it has.
        var grid = _feature.Frames;
        int complete = Received > grid.Padding ? (int)Math.Max(0, (Received + grid.Padding - grid.FrameLength) / grid.HopLength + 1 - _frame) : 0;
        if (Received + grid.Padding < grid.FrameLength) complete = 0;
        var frames = Compute(complete);
        Forget(grid.Start(_frame) - grid.Padding);
        return frames;
    }

    /// <summary>The signal has ended → [features, frames] that reach into the padding behind it.</summary>
    /// <exception cref="InvalidOperationException">The signal has ended before, or is too short for a frame.</exception>
    public FeatureMatrix Finish()
    {
        ThrowIfEnded();
        int count = Received == 0 ? 0 : _feature.Frames.Count(Received);
        if (count == 0) throw new InvalidOperationException($"The signal ended after {Received} samples, too few for a frame of {_feature.Frames.FrameLength}.");
        var frames = Compute(count - _frame);
        _ended = true;
        _workspace.Dispose();
        return frames;
    }

    private void ThrowIfEnded()
    {
        if (_ended) throw new InvalidOperationException("The signal has ended; open another stream for the next one.");
    }

    private FeatureMatrix Compute(int frames)
    {
        double[] values = new double[_feature.Features * frames];
        for (int first = 0; first < frames; first += _feature.BlockFrames)
        {
            int block = Math.Min(_feature.BlockFrames, frames - first);
            var cut = _feature.Frames.Cut(_held.AsSpan(0, _count), _frame + first, block, _padded, _heldFrom);
            _feature.Compute(cut, block, values.AsSpan(first), frames, _workspace);
        }
        _frame += frames;
        return FeatureMatrix.Rounded(_feature.Features, values);
    }

    private void Hold(ReadOnlySpan<float> samples)
    {
        if (_held.Length < _count + samples.Length) Array.Resize(ref _held, Math.Max(2 * _held.Length, _count + samples.Length));
        samples.CopyTo(_held.AsSpan(_count));
        _count += samples.Length;
    }

    /// <summary>Samples before that index are not needed again.</summary>
    private void Forget(long index)
    {
        int gone = (int)Math.Clamp(index - _heldFrom, 0, _count);
        _held.AsSpan(gone, _count - gone).CopyTo(_held);
        (_count, _heldFrom) = (_count - gone, _heldFrom + gone);
    }
}
