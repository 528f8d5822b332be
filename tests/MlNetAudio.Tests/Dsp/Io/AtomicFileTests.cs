using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_in_a_new_folder_holds_what_was_written()
    {
        AtomicFile.WriteText(_folder.At("new", "folder", "file.txt"), "ü 1");

        Assert.Equal("ü 1"u8.ToArray(), File.ReadAllBytes(_folder.At("new", "folder", "file.txt")));
    }

    [Fact]
    public void Writing_that_fails_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.WriteText(_folder.At("file.txt"), "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder.At("file.txt"), stream =>
        {
            stream.Write("ne"u8);
            throw new InvalidOperationException("the disk is full");
        }));

        Assert.Equal("old", File.ReadAllText(_folder.At("file.txt")));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }
}
