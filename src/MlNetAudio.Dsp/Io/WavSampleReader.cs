using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MlNetAudio.Dsp.Io;

/// <summary>Interleaved bytes → planar samples channel[frame], a block at a time.</summary>
internal sealed class WavSampleReader(WavSource source, string name, WavHeader header, NonFiniteSamples nonFinite)
{
    private const int BlockBytes = 1 << 16;

    /// <summary>No scale explains more: 32-bit integers stored as they are reach 2.1e9. Powers of such values overflow the single precision of an exported model.</summary>
    private const float LargestMagnitude = 1e10f;

    public AudioClip Read()
    {
        var format = header.Format;
        float[][] channels = new float[format.Channels][];
        for (int channel = 0; channel < channels.Length; channel++) channels[channel] = new float[header.Frames];

        int blockFrames = Math.Max(1, BlockBytes / format.BytesPerFrame);
        byte[] block = new byte[blockFrames * format.BytesPerFrame];
        float[] samples = new float[blockFrames * format.Channels];
        for (long frame = 0; frame < header.Frames;)
        {
            int wanted = (int)Math.Min(blockFrames, header.Frames - frame) * format.BytesPerFrame;
            if (source.Read(block.AsSpan(0, wanted)) < wanted)
                throw new AudioFileException(name, "the file became shorter while it was read", header.DataOffset + frame * format.BytesPerFrame, "read it again when nothing writes to it");
            int count = wanted / format.BytesPerSample;
            Decode(block.AsSpan(0, wanted), samples.AsSpan(0, count));
            if (format.Encoding is WavEncoding.Float32 or WavEncoding.Float64) CheckMagnitudes(samples.AsSpan(0, count), frame);
            Deinterleave(samples.AsSpan(0, count), channels, (int)frame);
            frame += count / format.Channels;
        }
        return new(format.SampleRateHz, channels);
    }

    private void Decode(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        switch (header.Format.Encoding)
        {
            case WavEncoding.Unsigned8:
                for (int i = 0; i < samples.Length; i++) samples[i] = (bytes[i] - 128) / 128f;
                break;
            case WavEncoding.Signed16:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32_768f;
                break;
            case WavEncoding.Signed24:
                for (int i = 0; i < samples.Length; i++) samples[i] = (bytes[3 * i] | bytes[3 * i + 1] << 8 | (sbyte)bytes[3 * i + 2] << 16) / 8_388_608f;
                break;
            case WavEncoding.Signed32:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) / 2_147_483_648f;
                break;
            case WavEncoding.Float32 when BitConverter.IsLittleEndian:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(samples);
                break;
            case WavEncoding.Float32:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case WavEncoding.Float64:
                for (int i = 0; i < samples.Length; i++) samples[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
        }
    }

    private void CheckMagnitudes(Span<float> samples, long firstFrame)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (MathF.Abs(samples[i]) <= LargestMagnitude) continue;
            var format = header.Format;
            if (nonFinite == NonFiniteSamples.Error)
                throw new AudioFileException(
                    name,
                    FormattableString.Invariant($"sample {firstFrame + i / format.Channels} of channel {i % format.Channels} is {(float.IsNaN(samples[i]) ? "not a number" : float.IsInfinity(samples[i]) ? "infinite" : FormattableString.Invariant($"{samples[i]}, which is no sound"))},"),
                    header.DataOffset + firstFrame * format.BytesPerFrame + (long)i * format.BytesPerSample,
                    "export it again, or read it with NonFiniteSamples.ReplaceWithZero");
            samples[i] = 0;
        }
    }

    private static void Deinterleave(ReadOnlySpan<float> samples, float[][] channels, int firstFrame)
    {
        int frames = samples.Length / channels.Length;
        if (channels.Length == 1)
        {
            samples.CopyTo(channels[0].AsSpan(firstFrame));
            return;
        }
        for (int channel = 0; channel < channels.Length; channel++)
        {
            var target = channels[channel].AsSpan(firstFrame, frames);
            for (int frame = 0; frame < frames; frame++) target[frame] = samples[frame * channels.Length + channel];
        }
    }
}
