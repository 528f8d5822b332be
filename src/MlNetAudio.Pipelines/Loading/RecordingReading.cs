using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Pipelines.Loading;

/// <summary>How recordings, or spectrograms, become clips: their rate, their length, and what is done about those that cannot be read.</summary>
internal sealed record RecordingReading(ClipFormat Format, int? ClipSamples, UnreadableRecordings Unreadable, Action<AudioFileException>? Skipped, AudioReaderOptions? Reader = null)
{
    public bool Skips => Unreadable == UnreadableRecordings.Skip;

    /// <summary>Reads recordings over all cores → a clip each, null for those that are left out. Who is told of those is told in the order of the paths.</summary>
    /// <param name="skips">Whether any may be left out.</param>
    /// <exception cref="AudioFileException">One cannot be read and may not be left out.</exception>
    public float[]?[] Load(IReadOnlyList<string> paths, bool skips)
    {
        float[]?[] clips = new float[]?[paths.Count];
        var failures = new AudioFileException?[paths.Count];
        AllCores.For(paths.Count, i =>
        {
            try
            {
                clips[i] = Load(paths[i]);
            }
            catch (AudioFileException e) when (skips)
            {
                failures[i] = e;
            }
        });
        if (Skipped is not null)
            foreach (var failure in failures)
                if (failure is not null) Skipped(failure);
        return clips;
    }

    private float[] Load(string path)
    {
        if (path.Length == 0) throw new InvalidDataException("A row has an empty path where the path of a recording was expected.");
        float[] samples = Format.Load(path, options: Reader);
        return ClipSamples is { } length ? ClipLength.Fit(samples, length) : samples;
    }
}
