using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

public class WavWriterTests
{
    [Fact]
    public void Every_16_bit_value_comes_back_to_the_bit()
    {
        float[] every = [.. Enumerable.Range(short.MinValue, 65_536).Select(value => value / 32_768f)];

        byte[] bytes = WavWriter.ToBytes(new(22_050, every, [.. every.Reverse()]));

        using var stream = new MemoryStream(bytes);
        var clip = WavReader.Read(stream, "written");
        Assert.Equal((22_050, 2), (clip.SampleRateHz, clip.Channels));
        Assert.True(clip.Channel(0).Span.SequenceEqual(every));
        Assert.Equal(bytes, WavWriter.ToBytes(clip));
    }

    [Fact]
    public void Samples_are_rounded_to_the_nearest_and_clipped()
    {
        byte[] bytes = WavWriter.ToBytes(new(16_000, [1.4f / 32_768, -1.6f / 32_768, 7f, -7f, 1f]));

        Assert.Equal(WavBytes.Int16(1, -2, short.MaxValue, short.MinValue, short.MaxValue), bytes[44..]);
    }

    [Fact]
    public void The_header_is_the_plain_one_of_44_bytes()
    {
        byte[] bytes = WavWriter.ToBytes(new(8_000, [0f, 0.5f], [0f, -0.5f]));

        Assert.Equal(WavBytes.Riff(WavBytes.Format(channels: 2, rate: 8_000), WavBytes.Chunk("data", WavBytes.Int16(0, 0, 16_384, -16_384))), bytes);
    }

    [Fact]
    public void Clipped_samples_are_counted_and_full_scale_is_none()
    {
        float[] samples = [1, -1, 1.0001f, -7, 0.5f];

        Assert.Equal(2, WavWriter.Write(Stream.Null, new(16_000, samples)));
        Assert.Equal(2, WavWriter.Write(Stream.Null, new(16_000, samples), new() { SampleFormat = WavSampleFormat.Pcm24 }));
        Assert.Equal(0, WavWriter.Write(Stream.Null, new(16_000, samples), new() { SampleFormat = WavSampleFormat.Float32 }));
    }

    [Theory]
    [InlineData(WavSampleFormat.Pcm24, 1), InlineData(WavSampleFormat.Pcm24, 2), InlineData(WavSampleFormat.Pcm24, 3)]
    [InlineData(WavSampleFormat.Float32, 1), InlineData(WavSampleFormat.Float32, 2), InlineData(WavSampleFormat.Float32, 6)]
    [InlineData(WavSampleFormat.Pcm16, 5)]
    public void Every_format_and_number_of_channels_comes_back_to_its_precision(WavSampleFormat format, int channels)
    {
        float[][] samples = [.. Enumerable.Range(0, channels).Select(channel => Some.Floats(5_001, seed: channel))];   // an odd number of bytes in 24 bits; more than one block

        byte[] bytes = WavWriter.ToBytes(new(22_050, samples), new() { SampleFormat = format });

        var clip = Read(bytes);
        Assert.Equal((22_050, channels, 5_001, 0), (clip.SampleRateHz, clip.Channels, clip.Frames, bytes.Length % 2));
        Assert.Equal(bytes.Length - 8, BitConverter.ToInt32(bytes, 4));
        double halfStep = format switch { WavSampleFormat.Pcm16 => 1 / 65_536.0, WavSampleFormat.Pcm24 => 1 / 16_777_216.0, _ => 0 };
        for (int channel = 0; channel < channels; channel++) Approximately.Equal(samples[channel], clip.Channel(channel).Span, 2 * halfStep);   // 1 itself is a whole step away
        Assert.Equal(bytes, WavWriter.ToBytes(clip, new() { SampleFormat = format }));
    }

    [Fact]
    public void Single_precision_says_so_and_has_a_fact_chunk()
    {
        byte[] bytes = WavWriter.ToBytes(new(8_000, [0.25f, -3f]), new() { SampleFormat = WavSampleFormat.Float32 });

        byte[] format = WavBytes.Chunk("fmt ", [.. WavBytes.Format(tag: 3, rate: 8_000, bits: 32)[8..], 0, 0]);
        Assert.Equal(WavBytes.Riff(format, WavBytes.Chunk("fact", WavBytes.UInt32(2)), WavBytes.Chunk("data", WavBytes.Single(0.25f, -3f))), bytes);
    }

    [Fact]
    public void More_than_4_GB_are_refused()
    {
        float[] shared = new float[1 << 24];   // the same silence in every channel: 4.3 GB in the file, 64 MB here

        var error = Assert.Throws<ArgumentException>(() => WavWriter.Write(Stream.Null, new(48_000, [.. Enumerable.Repeat(shared, 64)]), new() { SampleFormat = WavSampleFormat.Float32 }));

        Assert.StartsWith("16777216 frames of 64 channels do not fit into a WAV file, which holds 4 GB; write it in parts.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_is_not_finite_is_refused_with_its_place()
    {
        var error = Assert.Throws<ArgumentException>(() => WavWriter.ToBytes(new(16_000, [0, float.NaN])));

        Assert.Equal("Sample 1 of channel 0 is not finite and cannot be written.", error.Message);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, "clip.wav");
        WavWriter.Write(path, new AudioClip(16_000, [0.25f]));

        Assert.Throws<ArgumentException>(() => WavWriter.Write(path, new AudioClip(16_000, [float.PositiveInfinity])));

        Assert.Equal([path], Directory.GetFiles(folder.FullName));
        Assert.Equal([0.25f], WavReader.Read(path).Channel(0).ToArray());
        folder.Delete(recursive: true);
    }

    private static AudioClip Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return WavReader.Read(stream, "written");
    }
}
