using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Scoring;

namespace MlNetAudio.Samples.ScoreApi;

/// <summary>A WAV or AIFF file of a request → its label, its probabilities and their timeline; or 400 with the reason.</summary>
public static class UploadedRecording
{
    public const int MaximumBytes = 20 * 1024 * 1024;

    /// <summary>A file of few bytes may decode to many samples.</summary>
    private static readonly AudioReaderOptions Limits = new() { MaximumSeconds = 300, MaximumChannels = 8 };

    /// <summary>A model that reads clips of any length says nothing of windows.</summary>
    public static TimeSpan? WindowOf(string model) => AudioArtifact.ReadMetadata(model).ClipSamples is null ? TimeSpan.FromSeconds(5) : null;

    public static async Task<IResult> Score(HttpRequest request, AudioScorer scorer, CancellationToken cancellation)
    {
        if (!request.HasFormContentType) return Refused("Send the recording as a form (multipart/form-data) with one file called 'recording'.");
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(new() { MultipartBodyLengthLimit = MaximumBytes + 64 * 1024 }, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return Refused($"The form cannot be read: {e.Message}");
        }
        if (form.Files is not [{ Name: "recording" } file]) return Refused($"Send one file called 'recording'; the form has {form.Files.Count} files.");
        if (file.Length > MaximumBytes) return Refused($"The recording has {file.Length} bytes; at most {MaximumBytes} are read.");

        try
        {
            await using var stream = file.OpenReadStream();
            var clip = AudioFile.Load(stream, "recording", Limits, cancellation);
            if (clip.Frames == 0) return Refused("The recording holds no samples.");
            return Results.Ok(Answer(scorer, clip, await scorer.ScoreWindowsAsync(clip, cancellation)));
        }
        catch (AudioFileException e)
        {
            return Refused(e.Message);
        }
    }

    private static RecordingAnswer Answer(AudioScorer scorer, AudioClip clip, IReadOnlyList<AudioWindowScore> windows)
    {
        float[] mean = [.. scorer.Labels.Select((_, label) => windows.Average(window => window.Score.Probabilities[label]))];
        return new(scorer.Labels[Array.IndexOf(mean, mean.Max())], Named(mean), clip.Duration.TotalSeconds,
            [.. windows.Select(window => new WindowAnswer(window.Start.TotalSeconds, window.End.TotalSeconds, scorer.Labels[window.Score.Label], Named(window.Score.Probabilities)))]);

        Dictionary<string, float> Named(float[] probabilities) => scorer.Labels.Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static IResult Refused(string reason) => Results.Problem(reason, statusCode: StatusCodes.Status400BadRequest, title: "The recording cannot be scored.");
}
