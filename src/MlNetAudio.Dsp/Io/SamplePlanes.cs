using System.Globalization;
using System.Numerics.Tensors;
using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io;

/// <summary>Gathers interleaved samples as channel[frame], checks them, and grows as they come where their number is not known.</summary>
internal sealed class SamplePlanes
{
    /// <summary>No scale explains more: 32-bit integers stored as they are reach 2.1e9. Powers of such values overflow the single precision of an exported model.</summary>
    private const float LargestMagnitude = 1e10f;

    private readonly string _name;
    private readonly AudioReaderOptions _options;
    private readonly int _sampleRateHz;
    private readonly float[][] _channels;
    private long _replaced;

    /// <param name="frames">As many as will come, or 0.</param>
    public SamplePlanes(string name, AudioReaderOptions options, int channels, int sampleRateHz, int frames)
    {
        (_name, _options, _sampleRateHz) = (name, options, sampleRateHz);
        _channels = new float[channels][];
        for (int channel = 0; channel < channels; channel++) _channels[channel] = new float[frames];
    }

    public int Frames { get; private set; }

    /// <param name="mayBeAnything">Whether the samples were floating-point numbers, which are checked.</param>
    /// <param name="offset">Where the first of them stood in the file; 0 where that is not known.</param>
    /// <param name="bytesPerSample">As stored.</param>
    /// <exception cref="AudioFileException">A sample that is no sound, where that is not to be replaced, or a longer recording than is allowed.</exception>
    public void Add(Span<float> interleaved, bool mayBeAnything, long offset, int bytesPerSample)
    {
        if (mayBeAnything) Check(interleaved, offset, bytesPerSample);
        int added = interleaved.Length / _channels.Length;
        if (AudioLimits.IsTooLong(_options, (long)Frames + added, _sampleRateHz))
            throw AudioLimits.TooLong(_name, _options, string.Create(CultureInfo.InvariantCulture, $"more than {_options.MaximumSeconds:f0}"), 0);
        EnsureCapacity(Frames + added);
        if (_channels.Length == 1) interleaved.CopyTo(_channels[0].AsSpan(Frames));
        else
            for (int channel = 0; channel < _channels.Length; channel++)
            {
                var target = _channels[channel].AsSpan(Frames, added);
                for (int frame = 0; frame < added; frame++) target[frame] = interleaved[frame * _channels.Length + channel];
            }
        Frames += added;
    }

    /// <summary>Takes the arrays over.</summary>
    public AudioClip ToClip()
    {
        for (int channel = 0; channel < _channels.Length; channel++) Array.Resize(ref _channels[channel], Frames);   // does nothing where it fits
        if (_replaced > 0) _options.Warn?.Invoke($"{_name}: {_replaced} samples that are no sound (not finite, or beyond 1e10) were replaced by 0.");
        return new(_sampleRateHz, _channels) { ReplacedSamples = _replaced };
    }

    private void EnsureCapacity(int frames)
    {
        if (_channels[0].Length >= frames) return;
        int grown = (int)Math.Min(Array.MaxLength, Math.Max(frames, 2L * _channels[0].Length));
        for (int channel = 0; channel < _channels.Length; channel++) Array.Resize(ref _channels[channel], grown);
    }

    private void Check(Span<float> samples, long offset, int bytesPerSample)
    {
        if (samples.IsEmpty || MathF.Abs(TensorPrimitives.MaxMagnitude(samples)) <= LargestMagnitude) return;   // the maximum keeps its sign; NaN passes through it and fails the comparison
        for (int i = 0; i < samples.Length; i++)
        {
            if (MathF.Abs(samples[i]) <= LargestMagnitude) continue;
            if (_options.NonFinite == NonFiniteSamples.Error)
                throw new AudioFileException(
                    _name,
                    FormattableString.Invariant($"sample {Frames + i / _channels.Length} of channel {i % _channels.Length} is {(float.IsNaN(samples[i]) ? "not a number" : float.IsInfinity(samples[i]) ? "infinite" : FormattableString.Invariant($"{samples[i]}, which is no sound"))},"),
                    offset + (long)i * bytesPerSample,
                    "export it again, or read it with NonFiniteSamples.ReplaceWithZero");
            samples[i] = 0;
            _replaced++;
        }
    }
}
