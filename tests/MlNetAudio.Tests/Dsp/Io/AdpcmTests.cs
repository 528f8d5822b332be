using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Dsp.Io;

public class AdpcmTests
{
    /// <summary>Format tag, channels, a block, and its samples [frames, channels] in 16 bits: IMA as SoX 14.4.2 reads the bytes, Microsoft as ffmpeg 5.1 (the two round Microsoft's predictors differently; its paper divides, as ffmpeg).</summary>
    public static TheoryData<int, int, byte[], int[]> Blocks => new()
    {
        {
            0x11, 1, [0x10, 0x27, 40, 0, 0x71, 0x93, 0x2F, 0x80, 0xF8, 0x07, 0x5C, 0xE4],
            [10_000, 10_126, 10_700, 11_275, 11_052, 10_032, 10_760, 10_892, 10_772, 10_663, 9_171, 12_370, 12_827, 9_085, 14_620, 21_250, 9_661]
        },
        {
            0x11, 2, [0x00, 0x80, 88, 0, 0x34, 0x12, 5, 0, 0xFF, 0x7F, 0x01, 0xA9, 0x77, 0x77, 0x8F, 0x26],   // clipped at both ends
            [-32_768, 4_660, -32_768, 4_682, -32_768, 4_728, -32_768, 4_829, 28_668, 5_049, 32_767, 4_576, 32_767, 4_508, 22_611, 5_310, 7_223, 5_857]
        },
        {
            2, 1, [1, 0x40, 0, 0xE8, 0x03, 0xF4, 0x01, 0x12, 0x7F, 0x80, 0x3C, 0xA5, 0x69, 0xE0, 0x1D],
            [500, 1_000, 1_564, 2_242, 3_277, 4_190, 4_231, 4_272, 5_192, 5_060, 3_038, 4_166, 11_330, 4_410, -12_160, -28_730, -32_768, -32_768]
        },
        {
            2, 2, [6, 5, 0x10, 0, 0, 0x02, 0x64, 0, 0x9C, 0xFF, 0x32, 0, 0x18, 0xFC, 0x17, 0x8F, 0x42, 0xBD, 0x70, 0x07, 0xE9, 0x5A],
            [50, -1_000, 100, -100, 123, 4_216, -31, 6_428, 34, 10_330, -205, 10_368, 293, 10_236, 634, 15_554, 315, 6_240, 783, -28_953]
        },
    };

    [Theory, MemberData(nameof(Blocks))]
    public void A_block_gives_the_samples_that_another_decoder_gives(int tag, int channels, byte[] block, int[] expected)
    {
        Assert.Equal(expected, Interleaved(tag, channels, block.Length, block));
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Blocks_follow_each_other_and_the_last_may_be_cut_off(int tag, int channels, byte[] block, int[] expected)
    {
        int[] cut = Interleaved(tag, channels, block.Length, [.. block, .. block, .. block[..^1]]);

        Assert.InRange(cut.Length, 2 * expected.Length + channels, 3 * expected.Length - 1);
        Assert.Equal([.. expected, .. expected, .. expected[..(cut.Length - 2 * expected.Length)]], cut);
    }

    [Fact]
    public void A_predictor_that_no_encoder_has_is_refused()
    {
        var error = Assert.Throws<AudioFileException>(() => Interleaved(2, 1, 15, [7, .. new byte[14]]));

        Assert.Equal("predictor 7 in a block of Microsoft ADPCM, where 0 to 6 are known", error.Reason);
    }

    private static int[] Interleaved(int tag, int channels, int blockBytes, byte[] data)
    {
        using var stream = new MemoryStream(WavBytes.Riff(WavBytes.Format(tag, channels, bits: 4, blockAlign: blockBytes), WavBytes.Chunk("data", data)));
        var clip = WavReader.Read(stream, "adpcm.wav");
        return [.. Enumerable.Range(0, clip.Frames * channels).Select(i => (int)(clip.Channel(i % channels).Span[i / channels] * 32_768))];
    }
}
