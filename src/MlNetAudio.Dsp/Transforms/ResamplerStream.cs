namespace MlNetAudio.Dsp.Transforms;

/// <summary>
/// Resamples a signal that comes in pieces: what <see cref="Push"/> and <see cref="Finish"/> return, one after the other, is to the bit what
/// <see cref="Resampler.Resample(ReadOnlySpan{float})"/> gives for the whole.
/// </summary>
/// <remarks>An output comes as soon as the last sample that its filter reaches is there. One stream belongs to one signal and one thread at a time; it keeps some filter lengths of samples.</remarks>
public sealed class ResamplerStream
{
    private readonly Resampler _resampler;
    private float[] _pending = [];   // samples that outputs to come still need
    private int _count;
    private long _start, _outputs;   // index in the signal of _pending[0]; outputs returned so far
    private bool _finished;

    /// <exception cref="NotSupportedException">The method needs the whole signal.</exception>
    public ResamplerStream(Resampler resampler)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        if (resampler.Options.Method == ResamplingMethod.Fourier)
            throw new NotSupportedException($"{nameof(ResamplingMethod.Fourier)} resampling needs the spectrum of the whole signal and cannot stream; use {nameof(ResamplingMethod.HighQuality)}, or {nameof(Resampler)}.{nameof(Resampler.Resample)} on the whole.");
        _resampler = resampler;
    }

    /// <summary>The next samples [any number] → the outputs [any number] that they complete.</summary>
    /// <exception cref="InvalidOperationException">The stream is finished.</exception>
    public float[] Push(ReadOnlySpan<float> samples)
    {
        ThrowIfFinished();
        if (_resampler.Filter is not { } filter) return samples.ToArray();
        Append(samples);
        return Next(filter.OutputsBy(_start + _count));
    }

    /// <summary>The outputs that reach beyond the signal's end. The stream takes no more samples.</summary>
    /// <exception cref="InvalidOperationException">The stream is finished already.</exception>
    public float[] Finish()
    {
        ThrowIfFinished();
        _finished = true;
        return _resampler.Filter is null ? [] : Next(_resampler.Ratio.OutputLength(_start + _count));
    }

    private float[] Next(long end)
    {
        if (end <= _outputs) return [];
        float[] output = GC.AllocateUninitializedArray<float>(checked((int)(end - _outputs)));
        _resampler.Filter!.Run(_pending.AsSpan(0, _count), _start, _outputs, output);
        _outputs = end;
        int passed = (int)Math.Clamp(_resampler.Filter.FirstInput(end) - _start, 0, _count);
        _pending.AsSpan(passed, _count - passed).CopyTo(_pending);
        (_start, _count) = (_start + passed, _count - passed);
        return output;
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        int count = checked(_count + samples.Length);
        if (count > _pending.Length) Array.Resize(ref _pending, Math.Max(count, (int)Math.Min(2L * _pending.Length, Array.MaxLength)));
        samples.CopyTo(_pending.AsSpan(_count));
        _count = count;
    }

    private void ThrowIfFinished()
    {
        if (_finished) throw new InvalidOperationException("The stream is finished; start a new one for the next signal.");
    }
}
