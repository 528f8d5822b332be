using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Dsp.Io;

public class AiffTests
{
    /// <summary>The codec of AIFF-C (null: plain AIFF), bits, the data and the samples that they stand for.</summary>
    public static TheoryData<string?, int, byte[], float[]> Encodings => new()
    {
        { null, 8, [0x80, 0, 0x7F], [-1, 0, 127 / 128f] },   // signed, unlike WAV
        { null, 16, [0x80, 0, 0x40, 0], [-1, 0.5f] },
        { null, 12, [0x40, 0], [0.5f] },
        { null, 24, [0x80, 0, 0, 0x40, 0, 0], [-1, 0.5f] },
        { null, 32, [0x80, 0, 0, 0, 0x40, 0, 0, 0], [-1, 0.5f] },
        { "NONE", 16, [0x40, 0], [0.5f] },
        { "twos", 16, [0x40, 0], [0.5f] },
        { "sowt", 16, [0, 0x40], [0.5f] },
        { "in24", 24, [0x40, 0, 0], [0.5f] },
        { "raw ", 8, [0x80, 0xC0], [0, 0.5f] },
        { "fl32", 32, [0x3F, 0, 0, 0], [0.5f] },
        { "FL64", 64, [0x3F, 0xE0, 0, 0, 0, 0, 0, 0], [0.5f] },
        { "alaw", 16, [0xD5], [8 / 32_768f] },
        { "ULAW", 16, [0x80], [32_124 / 32_768f] },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Samples_of_every_encoding_are_scaled_to_one(string? codec, int bits, byte[] data, float[] expected)
    {
        var clip = Read(AiffBytes.Form(codec is null ? "AIFF" : "AIFC", AiffBytes.Common(1, (uint)expected.Length, bits, AiffBytes.Rate44100, codec), AiffBytes.Sound(data)));

        Assert.Equal(44_100, clip.SampleRateHz);
        Assert.Equal(expected, clip.Channel(0).ToArray());
    }

    [Fact]
    public void Samples_end_where_COMM_says_and_bytes_to_skip_are_skipped()
    {
        byte[] sound = AiffBytes.Chunk("SSND", [0, 0, 0, 2, 0, 0, 0, 0, 99, 99, 0x40, 0, 0x20, 0, 77, 77]);

        Assert.Equal([0.5f, 0.25f], Read(AiffBytes.Form("AIFF", AiffBytes.Common(1, 2, 16, AiffBytes.Rate16000), sound)).Channel(0).ToArray());
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(uint.MaxValue, 0u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(8u + 4u, 0u)]
    public void Sizes_that_were_never_filled_in_mean_up_to_the_end_of_the_file(uint size, uint frames)
    {
        Assert.Equal([0.5f, 0.25f], Read(AiffBytes.Form("AIFF", AiffBytes.Common(1, frames, 16, AiffBytes.Rate16000), AiffBytes.Sound([0x40, 0, 0x20, 0], size))).Channel(0).ToArray());
    }

    [Fact]
    public void A_recording_without_a_frame_needs_no_samples()
    {
        Assert.Equal(0, Read(AiffBytes.Form("AIFF", AiffBytes.Common(1, 0, 16, AiffBytes.Rate16000))).Frames);
    }

    [Fact]
    public void What_is_broken_is_named_with_its_place()
    {
        Assert.Equal("aiff: a sample rate of 1000000 Hz, where 1000 to 768000 are allowed, at byte 28; export it again with its true rate.", Refusal(AiffBytes.Common(1, 1, 16, AiffBytes.Rate1000000)));
        Assert.Equal("aiff: a sample rate of 0 Hz, where 1000 to 768000 are allowed, at byte 28; export it again with its true rate.", Refusal(AiffBytes.Common(1, 1, 16, new byte[10])));
        Assert.Equal("aiff: 0 channels, where 1 to 32 are allowed, at byte 20; convert to 16-bit PCM WAV.", Refusal(AiffBytes.Common(0, 1, 16, AiffBytes.Rate16000)));
        Assert.Equal("aiff: 48-bit PCM, which is not supported, at byte 26; convert to 16-bit PCM WAV.", Refusal(AiffBytes.Common(1, 1, 48, AiffBytes.Rate16000)));
        Assert.Equal("aiff: AIFF-C of codec 'ima4', which is not read from a stream, at byte 20; write it to a file and load that, or convert to WAV.", Refusal(AiffBytes.Common(1, 1, 16, AiffBytes.Rate16000, "ima4"), "AIFC"));
        Assert.Equal("aiff: the file ends without an 'SSND' chunk at byte 38; it is cut off or broken: copy or export it again.", Refusal(AiffBytes.Common(1, 1, 16, AiffBytes.Rate16000)));
    }

    [Fact]
    public void A_file_that_ends_early_gives_the_frames_that_are_there_and_says_so()
    {
        List<string> warnings = [];

        var clip = Read(AiffBytes.Form("AIFF", AiffBytes.Common(1, 9, 16, AiffBytes.Rate16000), AiffBytes.Sound([0x40, 0], claimedSize: 26)), new() { Warn = warnings.Add });

        Assert.Equal(1, clip.Frames);
        Assert.Equal(["aiff: the file ends 16 bytes early; the 1 frames that are there were read."], warnings);
    }

    private static string Refusal(byte[] common, string type = "AIFF") => Assert.Throws<AudioFileException>(() => Read(AiffBytes.Form(type, common))).Message;

    private static AudioClip Read(byte[] bytes, AudioReaderOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return AudioFile.Load(stream, "aiff", options);
    }
}
