using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Dsp.Io.Fuzzing;

namespace MlNetAudio.Tests.Dsp.Io;

/// <summary>Every seed of the fuzzer, cut after every byte.</summary>
public class CutFileTests
{
    public static TheoryData<string> Sounds => [.. AudioSeeds.Audio.Select(seed => seed.Name)];

    public static TheoryData<string> Arrays => [.. AudioSeeds.Arrays.Select(seed => seed.Name)];

    [Theory, MemberData(nameof(Sounds))]
    public void A_file_cut_anywhere_gives_its_first_samples_or_an_error_naming_the_file(string seed)
    {
        byte[] whole = AudioSeeds.Audio.First(one => one.Name == seed).Bytes;
        var complete = Read(whole);
        Assert.True(complete.Frames >= 10);

        for (int length = 0; length < whole.Length; length++)
        {
            try
            {
                var clip = Read(whole[..length]);
                Assert.Equal(complete.Channels, clip.Channels);
                for (int channel = 0; channel < clip.Channels; channel++)
                    Assert.True(complete.Channel(channel).Span.StartsWith(clip.Channel(channel).Span), $"cut after {length} bytes");
            }
            catch (AudioFileException error)
            {
                Assert.StartsWith("cut: ", error.Message, StringComparison.Ordinal);
                Assert.InRange(error.Offset, 0, length);
            }
        }
    }

    [Theory, MemberData(nameof(Arrays))]
    public void An_array_cut_anywhere_is_refused_with_its_name(string seed)
    {
        byte[] whole = AudioSeeds.Arrays.First(one => one.Name == seed).Bytes;
        Assert.NotNull(ReadArray(whole, whole.Length));

        for (int length = 0; length < whole.Length; length++)
        {
            var error = Assert.Throws<AudioFileException>(() => ReadArray(whole, length));
            Assert.StartsWith("cut: ", error.Message, StringComparison.Ordinal);
            Assert.InRange(error.Offset, 0, length);
        }
    }

    private static AudioClip Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return AudioFile.Load(stream, "cut");
    }

    private static NpyArray ReadArray(byte[] bytes, int length)
    {
        using var stream = new MemoryStream(bytes, 0, length);
        return NpyFile.Read(stream, "cut");
    }
}
