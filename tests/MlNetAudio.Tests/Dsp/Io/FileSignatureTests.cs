using System.Text;
using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Tests.Dsp.Io;

public class FileSignatureTests
{
    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("RIFF....AVI LIST", "a RIFF file of type 'AVI '")]
    [InlineData("RIFF....", "a RIFF header that is cut off")]
    [InlineData("RIFX....WAVEfmt ", "WAV audio")]
    [InlineData("RFMT", "plain text")]
    [InlineData("\u00FF\u00FEh\0i\0", "plain text (UTF-16)")]
    [InlineData("\u00FF\u00FF\u00FF\0", "unknown content")]
    [InlineData("fLaC\0\0\0\u0022", "FLAC audio")]
    [InlineData("OggS\0\u0002........OpusHead", "Ogg Opus audio")]
    [InlineData("ID3\u0003\0\0\0\0\0!TIT2", "MP3 audio with an ID3 tag")]
    [InlineData("\u00FF\u00FB\u0090d", "MP3 audio")]
    [InlineData("\u00FF\u00F1P\u0080", "AAC audio (ADTS)")]
    [InlineData("FORM....AIFFCOMM", "AIFF audio")]
    [InlineData("....ftypM4A ", "MP4/M4A audio (AAC or ALAC)")]
    [InlineData("{\"error\": 404}\n", "plain text")]
    [InlineData("\0\0\0\0", "nothing but zero bytes")]
    [InlineData("\u0001\u0002\u0003", "unknown content")]
    public void Content_is_named_by_its_first_bytes(string start, string name)
    {
        Assert.Equal(name, FileSignature.Of(Encoding.Latin1.GetBytes(start)).Description);
    }
}
