using System.Buffers.Binary;

namespace MlNetAudio.Dsp.Io.Codecs;

/// <summary>
/// IMA ADPCM as WAV stores it (tag 0x11): a block is for each channel a first sample (2 bytes), a step index (1) and a spare byte, then turn by turn four bytes of a
/// channel: eight differences of four bits, the low half first.
/// </summary>
/// <remarks>IMA Digital Audio Focus and Technical Working Groups, Recommended Practices for Enhancing Digital Audio Compatibility, 3.00, 1992.</remarks>
internal sealed class ImaAdpcmCodec(int channels, int blockBytes) : SampleCodec(channels, blockBytes, FramesInBlock(channels, blockBytes))
{
    private const int GroupFrames = 8;

    private static readonly int[] IndexSteps = [-1, -1, -1, -1, 2, 4, 6, 8];

    /// <summary>Each step is about 1.1 times the one before.</summary>
    private static readonly int[] Steps =
    [
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449,
        494, 544, 598, 658, 724, 796, 876, 963, 1_060, 1_166, 1_282, 1_411, 1_552, 1_707, 1_878, 2_066, 2_272, 2_499, 2_749, 3_024, 3_327, 3_660, 4_026, 4_428, 4_871, 5_358, 5_894, 6_484, 7_132,
        7_845, 8_630, 9_493, 10_442, 11_487, 12_635, 13_899, 15_289, 16_818, 18_500, 20_350, 22_385, 24_623, 27_086, 29_794, 32_767,
    ];

    /// <summary>Whether blocks of so many bytes hold at least the first samples.</summary>
    public static bool Fits(int channels, int blockBytes) => blockBytes >= 4 * channels;

    public override int Decode(Span<byte> bytes, Span<float> interleaved)
    {
        int frames = 0;
        for (int at = 0; at < bytes.Length; at += BlockBytes)
            frames += DecodeBlock(bytes.Slice(at, Math.Min(BlockBytes, bytes.Length - at)), interleaved[(frames * Channels)..]);
        return frames;
    }

    protected override int FramesInPart(int bytes) => FramesInBlock(Channels, bytes);

    private static int FramesInBlock(int channels, int bytes) => bytes < 4 * channels ? 0 : 1 + (bytes - 4 * channels) / (4 * channels) * GroupFrames;

    private int DecodeBlock(ReadOnlySpan<byte> block, Span<float> interleaved)
    {
        int frames = FramesInBlock(Channels, block.Length);
        if (frames == 0) return 0;
        for (int channel = 0; channel < Channels; channel++)
        {
            var head = block[(4 * channel)..];
            int sample = BinaryPrimitives.ReadInt16LittleEndian(head), index = Math.Min((int)head[2], Steps.Length - 1);
            interleaved[channel] = sample / 32_768f;
            for (int frame = 1; frame < frames; frame++)
            {
                int inGroup = (frame - 1) % GroupFrames, group = (frame - 1) / GroupFrames;
                int code = block[4 * (Channels * (1 + group) + channel) + inGroup / 2] >> 4 * (inGroup & 1) & 15;
                int step = Steps[index], difference = step >> 3;
                if ((code & 4) != 0) difference += step;
                if ((code & 2) != 0) difference += step >> 1;
                if ((code & 1) != 0) difference += step >> 2;
                sample = Math.Clamp((code & 8) != 0 ? sample - difference : sample + difference, short.MinValue, short.MaxValue);
                index = Math.Clamp(index + IndexSteps[code & 7], 0, Steps.Length - 1);
                interleaved[frame * Channels + channel] = sample / 32_768f;
            }
        }
        return frames;
    }
}
