using System.Buffers.Binary;

namespace MlNetAudio.Dsp.Io.Codecs;

/// <summary>
/// Microsoft ADPCM (tag 2): a block is for each channel the number of a predictor (1 byte), then for each a step (2), for each the second sample (2), for each the
/// first (2), then differences of four bits, the high half first, turn by turn a channel.
/// </summary>
/// <remarks>Microsoft, New Multimedia Data Types and Data Techniques, 1994. Only the seven predictors that every encoder has.</remarks>
internal sealed class MicrosoftAdpcmCodec(int channels, int blockBytes) : SampleCodec(channels, blockBytes, FramesInBlock(channels, blockBytes))
{
    private const int HeaderBytes = 7;   // of each channel
    private const int SmallestStep = 16;

    private static readonly (int Last, int BeforeLast)[] Predictors = [(256, 0), (512, -256), (0, 0), (192, 64), (240, 0), (460, -208), (392, -232)];

    /// <summary>In 1/256 of the step before, by the four bits.</summary>
    private static readonly int[] StepFactors = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

    /// <summary>Whether blocks of so many bytes hold at least the first samples.</summary>
    public static bool Fits(int channels, int blockBytes) => blockBytes >= HeaderBytes * channels;

    public override int Decode(Span<byte> bytes, Span<float> interleaved)
    {
        int frames = 0;
        for (int at = 0; at < bytes.Length; at += BlockBytes)
            frames += DecodeBlock(bytes.Slice(at, Math.Min(BlockBytes, bytes.Length - at)), interleaved[(frames * Channels)..]);
        return frames;
    }

    protected override int FramesInPart(int bytes) => FramesInBlock(Channels, bytes);

    private static int FramesInBlock(int channels, int bytes) => bytes < HeaderBytes * channels ? 0 : 2 + (bytes - HeaderBytes * channels) * 2 / channels;

    private int DecodeBlock(ReadOnlySpan<byte> block, Span<float> interleaved)
    {
        int frames = FramesInBlock(Channels, block.Length);
        if (frames == 0) return 0;
        for (int channel = 0; channel < Channels; channel++)
        {
            if (block[channel] >= Predictors.Length) throw new FormatException($"predictor {block[channel]} in a block of Microsoft ADPCM, where 0 to {Predictors.Length - 1} are known,");
            var predictor = Predictors[block[channel]];
            int step = Int16(block, 0, channel), last = Int16(block, 1, channel), beforeLast = Int16(block, 2, channel);
            interleaved[channel] = beforeLast / 32_768f;
            interleaved[Channels + channel] = last / 32_768f;
            for (int frame = 2; frame < frames; frame++)
            {
                int nibble = (frame - 2) * Channels + channel, pair = block[HeaderBytes * Channels + nibble / 2];
                int code = (nibble & 1) == 0 ? pair >> 4 : pair & 15, signed = code >= 8 ? code - 16 : code;
                int sample = Math.Clamp((last * predictor.Last + beforeLast * predictor.BeforeLast) / 256 + signed * step, short.MinValue, short.MaxValue);
                (beforeLast, last) = (last, sample);
                step = Math.Clamp(step * StepFactors[code] / 256, SmallestStep, int.MaxValue / 1_024);
                interleaved[frame * Channels + channel] = sample / 32_768f;
            }
        }
        return frames;

        // Behind the predictors stand three rows [channels] of 16 bits.
        int Int16(ReadOnlySpan<byte> bytes, int row, int channel) => BinaryPrimitives.ReadInt16LittleEndian(bytes[(Channels + 2 * (row * Channels + channel))..]);
    }
}
