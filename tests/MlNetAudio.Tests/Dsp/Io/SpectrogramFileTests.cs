using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

public sealed class SpectrogramFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(new[] { 2, 3 })]
    [InlineData(new[] { 1, 2, 3 })]
    public void An_array_of_bands_and_frames_is_a_spectrogram(int[] shape)
    {
        NpyFile.Write(_folder.At("a.npy"), shape, [1.0, 2, 3, 4, 5, 6]);

        var spectrogram = SpectrogramFile.Load(_folder.At("a.npy"), bands: 2);

        Assert.Equal((2, 3), (spectrogram.Features, spectrogram.Frames));
        Assert.Equal([1, 2, 3, 4, 5, 6], spectrogram.Values);
        Assert.Equal(2, SpectrogramFile.ProbeBands(_folder.At("a.npy")));
    }

    public static TheoryData<int[], float[], string> Refused => new()
    {
        { [4], [1, 2, 3, 4], "its array has the shape (4), not (bands, frames); write one spectrogram a file." },
        { [2, 1, 2], [1, 2, 3, 4], "its array has the shape (2, 1, 2), not (bands, frames); write one spectrogram a file." },
        { [2, 0], [], "its array has the shape (2, 0), not (bands, frames); write one spectrogram a file." },
        { [4, 1], [1, 2, 3, 4], "its spectrogram has 4 bands, not 2; compute it as the others were." },
        { [2, 2], [1, 2, 3, float.NaN], "the value at band 1, frame 1 is NaN; put a number where it is not finite, in decibels that of silence." },
        { [2, 2], [1, float.NegativeInfinity, 3, 4], "the value at band 0, frame 1 is -Infinity; put a number where it is not finite, in decibels that of silence." },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_spectrogram_is_refused_by_file_place_and_remedy(int[] shape, float[] values, string message)
    {
        string path = _folder.At("a.npy");
        NpyFile.Write(path, shape, values);

        var error = Assert.Throws<AudioFileException>(() => SpectrogramFile.Load(path, bands: 2));

        Assert.Equal($"{path}: {message}", error.Message);
    }
}
