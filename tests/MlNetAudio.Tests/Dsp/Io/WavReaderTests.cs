using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Dsp.Io;

public class WavReaderTests
{
    /// <summary>The fmt chunk, the data and the samples that they stand for.</summary>
    public static TheoryData<string, byte[], byte[], float[]> Encodings => new()
    {
        { "8 bits, unsigned", WavBytes.Format(bits: 8), [0, 128, 255, 129], [-1, 0, 127 / 128f, 1 / 128f] },
        { "16 bits", WavBytes.Format(bits: 16), WavBytes.Int16(short.MinValue, 0, short.MaxValue), [-1, 0, 32_767 / 32_768f] },
        { "24 bits", WavBytes.Format(bits: 24), [0, 0, 0x80, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0xFF, 0xFF, 0x7F], [-1, -1 / 8_388_608f, 1 / 8_388_608f, 8_388_607 / 8_388_608f] },
        { "32 bits", WavBytes.Format(bits: 32), [0, 0, 0, 0x80, 0, 0, 0, 0x40], [-1, 0.5f] },
        { "24 bits in 32", WavBytes.Format(bits: 24, blockAlign: 4), [0, 0, 0, 0x80, 0, 0, 0, 0x40], [-1, 0.5f] },
        { "20 bits in 24", WavBytes.ExtensibleFormat(1, 1, 48_000, 24, 20), [0, 0, 0x40], [0.5f] },
        { "single precision", WavBytes.Format(tag: 3, bits: 32), WavBytes.Single(-15.9f, 0, 1e-20f), [-15.9f, 0, 1e-20f] },
        { "double precision", WavBytes.Format(tag: 3, bits: 64), WavBytes.Double(-0.5, 0.1), [-0.5f, 0.1f] },
        { "extensible single precision", WavBytes.ExtensibleFormat(3, 1, 48_000, 32, 32), WavBytes.Single(0.25f), [0.25f] },
        { "A-law", WavBytes.Format(tag: 6, bits: 8), [0xD5, 0x55, 0xAA, 0x2A, 0x80, 0x00], [8 / 32_768f, -8 / 32_768f, 32_256 / 32_768f, -32_256 / 32_768f, 5_504 / 32_768f, -5_504 / 32_768f] },
        { "mu-law", WavBytes.Format(tag: 7, bits: 8), [0xFF, 0x7F, 0x80, 0x00, 0xF0, 0xC7], [0, 0, 32_124 / 32_768f, -32_124 / 32_768f, 120 / 32_768f, 1_436 / 32_768f] },
        { "extensible mu-law", WavBytes.ExtensibleFormat(7, 1, 8_000, 8, 8), [0x80], [32_124 / 32_768f] },
        { "the oldest fmt chunk, without bits", WavBytes.Chunk("fmt ", WavBytes.Format(bits: 24)[8..22]), [0, 0, 0x40], [0.5f] },
        { "a block alignment of nonsense", WavBytes.Format(bits: 16, blockAlign: 7), WavBytes.Int16(-32_768, 16_384), [-1, 0.5f] },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Samples_of_every_encoding_are_scaled_to_one(string encoding, byte[] format, byte[] data, float[] expected)
    {
        var clip = Read(WavBytes.Riff(format, WavBytes.Chunk("data", data)));

        Assert.True(expected.AsSpan().SequenceEqual(clip.Channel(0).Span), encoding);
    }

    [Fact]
    public void Interleaved_samples_come_apart_by_channel()
    {
        var clip = Read(WavBytes.Riff(WavBytes.Format(channels: 3), WavBytes.Chunk("data", WavBytes.Int16(1, 2, 3, 4, 5, 6))));

        Assert.Equal(3, clip.Channels);
        Assert.Equal([2 / 32_768f, 5 / 32_768f], clip.Channel(1).ToArray());
    }

    [Fact]
    public void Samples_of_many_blocks_come_in_their_order()
    {
        short[] samples = [.. Enumerable.Range(0, 3 * 25_000).Select(i => (short)(i * 31))];

        var clip = Read(WavBytes.Riff(WavBytes.Format(channels: 3), WavBytes.Chunk("data", WavBytes.Int16(samples))));

        for (int channel = 0; channel < 3; channel++)
            Assert.Equal(samples.Where((_, i) => i % 3 == channel).Select(sample => sample / 32_768f), clip.Channel(channel).ToArray());
    }

    [Fact]
    public void Big_endian_files_give_the_same_samples()
    {
        byte[] format = AiffBytes.RifxFormat(channels: 1, rate: 16_000, bits: 24);

        var clip = Read(AiffBytes.Rifx(format, AiffBytes.Chunk("data", [0x80, 0, 0, 0xFF, 0xFF, 0xFF, 0x40, 0, 0])));

        Assert.Equal([-1, -1 / 8_388_608f, 0.5f], clip.Channel(0).ToArray());
    }

    [Fact]
    public void An_ID3_tag_before_the_header_is_passed_over_and_offsets_count_from_the_start_of_the_file()
    {
        byte[] tag = [.. "ID3"u8, 4, 0, 0x10, 0, 0, 1, 0, .. new byte[128], .. "3DI"u8, 4, 0, 0x10, 0, 0, 1, 0];   // with a footer

        Assert.Equal([0.5f], Read([.. tag, .. WavBytes.Riff(WavBytes.Format(), WavBytes.Chunk("data", WavBytes.Int16(16_384)))]).Channel(0).ToArray());
        Assert.Equal(tag.Length + 22, Assert.Throws<AudioFileException>(() => Read([.. tag, .. WavBytes.Riff(WavBytes.Format(channels: 99), WavBytes.Chunk("data", new byte[400]))])).Offset);
    }

    [Theory]
    [InlineData(0u, 0u)]                       // never filled in
    [InlineData(36u, 0u)]                      // as written before the first sample
    [InlineData(0xFFFF_FFFFu, 0xFFFF_FFFFu)]   // a stream
    [InlineData(0x7FFF_FFFFu, 0x7FFF_FFDBu)]
    public void Sizes_that_were_never_filled_in_mean_up_to_the_end_of_the_file(uint riffSize, uint dataSize)
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(), WavBytes.Chunk("data", WavBytes.Int16(1, 2, 3, 4), dataSize));
        WavBytes.UInt32(riffSize).CopyTo(bytes, 4);

        Assert.Equal(4, Read(bytes).Frames);
    }

    [Fact]
    public void An_empty_data_chunk_within_a_sound_RIFF_is_an_empty_recording()
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(), WavBytes.Chunk("data", []), WavBytes.Chunk("LIST", new byte[40]));

        Assert.Equal(0, Read(bytes).Frames);
    }

    [Fact]
    public void A_pad_byte_that_the_writer_forgot_is_noticed()
    {
        byte[] odd = WavBytes.Chunk("LIST", new byte[7])[..^1];

        Assert.Equal(2, Read(WavBytes.Riff(odd, WavBytes.Format(), WavBytes.Chunk("data", WavBytes.Int16(1, 2)))).Frames);
    }

    [Fact]
    public void The_first_data_chunk_counts()
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(), WavBytes.Chunk("data", WavBytes.Int16(1, 2)), WavBytes.Chunk("data", WavBytes.Int16(3, 4, 5)));

        Assert.Equal([1 / 32_768f, 2 / 32_768f], Read(bytes).Channel(0).ToArray());
    }

    [Fact]
    public void Samples_before_the_format_are_read_all_the_same()
    {
        Assert.Equal([0.5f], Read(WavBytes.Riff(WavBytes.Chunk("data", WavBytes.Int16(16_384)), WavBytes.Format())).Channel(0).ToArray());
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_from_where_it_stands()
    {
        using var stream = new ForwardOnlyStream([1, 2, 3, .. SmallFile]);
        for (int i = 0; i < 3; i++) stream.ReadByte();

        Assert.Equal(Read(SmallFile).Channel(0).ToArray(), WavReader.Read(stream, "some.wav").Channel(0).ToArray());
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands()
    {
        using var stream = new MemoryStream([1, 2, 3, .. SmallFile]) { Position = 3 };

        Assert.Equal(Read(SmallFile).Channel(0).ToArray(), WavReader.Read(stream, "some.wav").Channel(0).ToArray());
    }

    [Fact]
    public void A_sample_that_is_not_a_number_is_refused_with_its_place()
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(tag: 3, channels: 2, bits: 32), WavBytes.Chunk("data", WavBytes.Single(0, 0, 0, float.NaN)));

        var error = Assert.Throws<AudioFileException>(() => Read(bytes));

        Assert.Equal("some.wav: sample 1 of channel 1 is not a number, at byte 56; export it again, or read it with NonFiniteSamples.ReplaceWithZero.", error.Message);
        Assert.Equal(("some.wav", 56, "sample 1 of channel 1 is not a number"), (error.FileName, error.Offset, error.Reason));
    }

    [Fact]
    public void Bytes_that_make_senseless_floats_are_refused_and_integers_stored_as_floats_are_read()
    {
        byte[] senseless = WavBytes.Riff(WavBytes.Format(tag: 3, bits: 32), WavBytes.Chunk("data", WavBytes.Single(0, -3e20f)));
        byte[] integers = WavBytes.Riff(WavBytes.Format(tag: 3, bits: 32), WavBytes.Chunk("data", WavBytes.Single(0, int.MinValue)));

        var error = Assert.Throws<AudioFileException>(() => Read(senseless));

        Assert.Contains("sample 1 of channel 0 is -3E+20, which is no sound, at byte 48", error.Message, StringComparison.Ordinal);
        Assert.Equal([0, int.MinValue], Read(integers).Channel(0).ToArray());
    }

    [Fact]
    public void A_sample_that_is_not_finite_becomes_zero_where_that_is_asked_for_and_is_counted()
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(tag: 3, bits: 64), WavBytes.Chunk("data", WavBytes.Double(0.5, double.NaN, double.NegativeInfinity, 1e300)));

        List<string> warnings = [];
        var clip = Read(bytes, new() { NonFinite = NonFiniteSamples.ReplaceWithZero, Warn = warnings.Add });

        Assert.Equal([0.5f, 0, 0, 0], clip.Channel(0).ToArray());
        Assert.Equal(["some.wav: 3 samples that are no sound (not finite, or beyond 1e10) were replaced by 0."], warnings);
        Assert.Equal((3, 3), (clip.ReplacedSamples, clip.ToMono().Resample(8_000).ReplacedSamples));
    }

    [Fact]
    public void A_recording_longer_than_allowed_is_refused_by_the_name_of_the_option()
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(rate: 1_000, bits: 8), WavBytes.Chunk("data", new byte[5_000]));

        var error = Assert.Throws<AudioFileException>(() => Read(bytes, new() { MaximumSeconds = 4 }));

        Assert.Equal("some.wav: 5 s of sound is more than the 4 s allowed at byte 44; cut it, or raise MaximumSeconds.", error.Message);
    }

    [Theory]
    [InlineData(1, 33, 16_000u, 16, "33 channels, where 1 to 32 are allowed")]
    [InlineData(1, 1, 999u, 16, "a sample rate of 999 Hz, where 1000 to 768000 are allowed")]
    [InlineData(1, 1, 768_001u, 16, "a sample rate of 768001 Hz, where 1000 to 768000 are allowed")]
    [InlineData(1, 1, 16_000u, 64, "64-bit PCM, which is not supported")]
    [InlineData(3, 1, 16_000u, 24, "24-bit floating-point, which is not supported")]
    [InlineData(2, 1, 16_000u, 4, "Microsoft ADPCM of 4 bits in blocks of 1 bytes, which is not supported")]
    [InlineData(0x11, 1, 16_000u, 3, "IMA ADPCM of 3 bits in blocks of 1 bytes, which is not supported")]
    [InlineData(7, 1, 16_000u, 16, "WAV of mu-law, which is not supported")]
    [InlineData(0x0055, 1, 16_000u, 0, "WAV of MP3, which is not supported")]
    [InlineData(0x1234, 1, 16_000u, 16, "codec 0x1234, which is not supported")]
    public void What_is_not_supported_is_refused_by_name(int tag, int channels, uint rate, int bits, string reason)
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(tag, channels, rate, bits), WavBytes.Chunk("data", new byte[1_000]));

        Assert.Equal(reason, Assert.Throws<AudioFileException>(() => Read(bytes)).Reason);
    }

    [Fact]
    public void A_file_that_ends_early_gives_the_whole_frames_that_are_there_and_says_so()
    {
        byte[] bytes = WavBytes.Riff(WavBytes.Format(channels: 2), WavBytes.Chunk("data", WavBytes.Int16(1, 2, 3, 4, 5, 6)))[..^3];
        List<string> warnings = [];

        Assert.Equal(2, Read(bytes, new() { Warn = warnings.Add }).Frames);
        Assert.Equal(["some.wav: the file ends 3 bytes early; the 2 frames that are there were read."], warnings);
    }

    [Fact]
    public void Chunks_without_end_are_given_up()
    {
        byte[] bytes = WavBytes.Riff([.. Enumerable.Repeat(WavBytes.Chunk("junk", []), 20_000)]);

        Assert.Equal("more than 10000 chunks before the samples", Assert.Throws<AudioFileException>(() => Read(bytes)).Reason);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_naming_it()
    {
        var error = Assert.Throws<AudioFileException>(() => WavReader.Read("no/such.wav"));

        Assert.Equal("no/such.wav: no such file; check the path.", error.Message);
    }

    private static byte[] SmallFile { get; } = WavBytes.Riff(
        WavBytes.Chunk("LIST", [1, 2, 3]), WavBytes.Format(channels: 2), WavBytes.Chunk("data", WavBytes.Int16([.. Enumerable.Range(0, 40).Select(i => (short)(i * 800 - 16_000))])), WavBytes.Chunk("id3 ", new byte[9]));

    private static AudioClip Read(byte[] bytes, AudioReaderOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return WavReader.Read(stream, "some.wav", options);
    }

    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    }
}
