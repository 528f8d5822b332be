using MlNetAudio.Dsp.Io;

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
}
