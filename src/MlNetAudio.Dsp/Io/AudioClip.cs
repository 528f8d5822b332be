using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Io;

/// <summary>Samples of one recording, one array a channel: channel[frame], nominally −1..1. Immutable.</summary>
public sealed class AudioClip
{
    private readonly float[][] _channels;

    /// <param name="channels">One array [frames] a channel, all of the same length. The clip keeps the arrays themselves: do not write to them afterwards.</param>
    /// <exception cref="ArgumentException">No channel, or channels of unequal length.</exception>
    public AudioClip(int sampleRateHz, params IReadOnlyList<float[]> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Count == 0) throw new ArgumentException("A clip needs at least one channel.", nameof(channels));
        SampleRateHz = Require.Positive(sampleRateHz, nameof(SampleRateHz));
        _channels = [.. channels];
        for (int channel = 0; channel < _channels.Length; channel++)
        {
            if (_channels[channel] is null) throw new ArgumentException($"Channel {channel} is null.", nameof(channels));
            if (_channels[channel].Length != Frames)
                throw new ArgumentException($"Channel {channel} has {_channels[channel].Length} frames, channel 0 has {Frames}; all channels must be of the same length.", nameof(channels));
        }
    }

    public int SampleRateHz { get; }

    public int Channels => _channels.Length;

    /// <summary>Samples per channel.</summary>
    public int Frames => _channels[0].Length;

    /// <summary>Samples of all channels that were not finite in the file and are 0 here; see <see cref="NonFiniteSamples.ReplaceWithZero"/>.</summary>
    public long ReplacedSamples { get; internal init; }

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Frames / SampleRateHz);

    /// <summary>The samples [frames] of one channel, counted from 0.</summary>
    public ReadOnlyMemory<float> Channel(int index) => _channels[index];

    /// <summary>The mean of the channels.</summary>
    /// <remarks>librosa.to_mono.</remarks>
    public AudioClip ToMono() => Channels == 1 ? this : new(SampleRateHz, [MonoSamples()]) { ReplacedSamples = ReplacedSamples };

    /// <summary>The same sound at another rate, ⌈frames · to / from⌉ frames.</summary>
    public AudioClip Resample(int sampleRateHz)
    {
        if (sampleRateHz == SampleRateHz) return this;
        var resampler = Resampler.For(SampleRateHz, sampleRateHz);
        return new(sampleRateHz, Array.ConvertAll(_channels, channel => resampler.Resample(channel))) { ReplacedSamples = ReplacedSamples };
    }

    private float[] MonoSamples()
    {
        float[] mono = new float[Frames];
        for (int frame = 0; frame < mono.Length; frame++)
        {
            double sum = 0;
            foreach (float[] channel in _channels) sum += channel[frame];
            mono[frame] = (float)(sum / Channels);
        }
        return mono;
    }
}
