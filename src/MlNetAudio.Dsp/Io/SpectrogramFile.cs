using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Dsp.Io;

/// <summary>Spectrograms in .npy files, as data sets without recordings have them: one array [bands, frames] a file.</summary>
public static class SpectrogramFile
{
    /// <summary>Values of any of NumPy's number types, as single precision; an axis of length 1 before the two is left out.</summary>
    /// <param name="bands">How many the spectrogram must have; null: any number.</param>
    /// <exception cref="AudioFileException">The file cannot be read, is no spectrogram of as many bands, or holds a value that is not finite.</exception>
    public static FeatureMatrix Load(string path, int? bands = null)
    {
        var array = NpyFile.Read(path);
        int[] shape = ShapeOf(path, array.Shape);
        if (bands is { } expected && shape[0] != expected)
            throw new AudioFileException(path, FormattableString.Invariant($"its spectrogram has {shape[0]} bands, not {expected}"), "compute it as the others were");
        float[] values = array.ToSingle();
        int odd = values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (odd >= 0)
        {
            throw new AudioFileException(path, FormattableString.Invariant($"the value at band {odd / shape[1]}, frame {odd % shape[1]} is {values[odd]}"),
                "put a number where it is not finite, in decibels that of silence");
        }
        var spectrogram = new FeatureMatrix(shape[0], shape[1]);
        values.CopyTo(spectrogram.Values, 0);
        return spectrogram;
    }

    /// <summary>How many bands a spectrogram has; its values are not read.</summary>
    /// <exception cref="AudioFileException">The file cannot be opened or is no spectrogram.</exception>
    public static int ProbeBands(string path) => ShapeOf(path, NpyFile.ReadShape(path))[0];

    private static int[] ShapeOf(string path, IReadOnlyList<int> axes)
    {
        int[] shape = [.. axes];
        if (shape is [1, _, _]) shape = shape[1..];
        return shape is [> 0, > 0] ? shape : throw new AudioFileException(path, $"its array has the shape ({string.Join(", ", axes)}), not (bands, frames)", "write one spectrogram a file");
    }
}
