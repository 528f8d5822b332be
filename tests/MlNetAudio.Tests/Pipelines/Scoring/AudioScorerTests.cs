using Microsoft.ML;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Scoring;
using MlNetAudio.Tests.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Scoring;

public sealed class AudioScorerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Windows_begin_every_hop_and_the_last_ends_with_the_recording()
    {
        using var scorer = _ml.Model.CreateAudioScorer(AnyLength(), new() { Window = TimeSpan.FromSeconds(0.5), Hop = TimeSpan.FromSeconds(0.25) });

        var windows = scorer.ScoreWindows(Some.Floats(17_600, seed: 1));

        Assert.Equal([0, 0.25, 0.5, 0.6], windows.Select(window => window.Start.TotalSeconds));
        Assert.Equal([0.5, 0.75, 1, 1.1], windows.Select(window => window.End.TotalSeconds));
    }

    [Fact]
    public void A_window_is_scored_as_the_clip_that_it_is()
    {
        float[] recording = Some.Floats(17_600, seed: 1);
        using var scorer = _ml.Model.CreateAudioScorer(AnyLength(), new() { Window = TimeSpan.FromSeconds(0.5) });

        var windows = scorer.ScoreWindows(recording);

        foreach (var window in windows)
        {
            int start = (int)Math.Round(window.Start.TotalSeconds * 16_000), end = (int)Math.Round(window.End.TotalSeconds * 16_000);
            var alone = scorer.Score(recording.AsMemory(start, end - start));
            Assert.Equal(alone.Probabilities[1], window.Score.Probabilities[1], 1e-6f);   // alone or in a batch
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(777)]
    [InlineData(9_000)]
    [InlineData(40_000)]
    public void A_stream_in_pieces_of_any_size_has_the_timeline_of_the_whole(int piece)
    {
        float[] recording = Some.Floats(piece == 1 ? 9_000 : 40_000, seed: 2);
        using var scorer = _ml.Model.CreateAudioScorer(AnyLength(), new() { Window = TimeSpan.FromSeconds(0.3), Hop = TimeSpan.FromSeconds(0.1) });
        var stream = scorer.OpenStream();
        List<AudioWindowScore> windows = [];

        for (int start = 0; start < recording.Length; start += piece) windows.AddRange(stream.Push(recording.AsSpan(start, Math.Min(piece, recording.Length - start))));
        windows.AddRange(stream.Finish());

        var whole = scorer.ScoreWindows(recording);
        Assert.Equal(whole.Select(window => (window.Start, window.End)), windows.Select(window => (window.Start, window.End)));
        Assert.All(whole.Zip(windows), pair => Assert.Equal(pair.First.Score.Probabilities[1], pair.Second.Score.Probabilities[1], 1e-6f));
    }

    [Fact]
    public void Hops_longer_than_windows_leave_gaps()
    {
        using var scorer = _ml.Model.CreateAudioScorer(AnyLength(), new() { Window = TimeSpan.FromSeconds(0.1), Hop = TimeSpan.FromSeconds(0.5) });
        var stream = scorer.OpenStream();

        AudioWindowScore[] windows = [.. stream.Push(Some.Floats(10_000, seed: 3)), .. stream.Push(Some.Floats(7_600, seed: 4)), .. stream.Finish()];

        Assert.Equal([0, 0.5, 1], windows.Select(window => window.Start.TotalSeconds));
        Assert.Equal([0.1, 0.6, 1.1], windows.Select(window => window.End.TotalSeconds));
    }

    [Fact]
    public void A_stream_of_another_rate_is_resampled()
    {
        float[] recording = Some.Sine(300, 48_000, 48_000, 0.5);
        using var scorer = _ml.Model.CreateAudioScorer(AnyLength(), new() { Window = TimeSpan.FromSeconds(0.5) });
        var stream = scorer.OpenStream(48_000);

        AudioWindowScore[] windows = [.. stream.Push(recording.AsSpan(0, 20_000)), .. stream.Push(recording.AsSpan(20_000)), .. stream.Finish()];

        var whole = scorer.ScoreWindows(new AudioClip(48_000, recording));
        Assert.Equal(whole.Select(window => (window.Start, window.End)), windows.Select(window => (window.Start, window.End)));
        Assert.All(whole.Zip(windows), pair => Assert.Equal(pair.First.Score.Probabilities[1], pair.Second.Score.Probabilities[1], 1e-6f));
    }

    [Fact]
    public void A_recording_shorter_than_a_window_is_one_window()
    {
        using var scorer = _ml.Model.CreateAudioScorer(FixedLength());

        var window = Assert.Single(scorer.ScoreWindows(Some.Floats(800, seed: 4)));

        Assert.Equal((1600, 800), (scorer.WindowSamples, scorer.HopSamples));
        Assert.Equal((0, 0.05), (window.Start.TotalSeconds, window.End.TotalSeconds));
    }

    [Fact]
    public void Threads_share_a_scorer()
    {
        using var scorer = _ml.Model.CreateAudioScorer(FixedLength(), new() { MaximumConcurrency = 2 });
        float[][] clips = [.. Enumerable.Range(0, 40).Select(i => Some.Floats(1_600, seed: i))];
        float[] alone = [.. clips.Select(clip => scorer.Score(clip).Probabilities[1])];
        float[] together = new float[clips.Length];

        Parallel.For(0, clips.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = scorer.Score(clips[i]).Probabilities[1]);

        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task Waiting_calls_answer_as_the_others_do()
    {
        using var scorer = _ml.Model.CreateAudioScorer(FixedLength(), new() { MaximumConcurrency = 1 });
        AudioClip[] clips = [.. Enumerable.Range(0, 12).Select(i => new AudioClip(16_000, Some.Floats(4_000 + 100 * i, seed: i)))];
        var cancellation = TestContext.Current.CancellationToken;

        var timelines = await Task.WhenAll(clips.Select(clip => scorer.ScoreWindowsAsync(clip, cancellation)));
        var scores = await Task.WhenAll(clips.Select(clip => scorer.ScoreAsync(clip, cancellation)));

        Assert.Equal(clips.Select(clip => scorer.Score(clip, cancellation).Probabilities[1]), scores.Select(score => score.Probabilities[1]));
        foreach (var (clip, timeline) in clips.Zip(timelines))
            Assert.Equal(scorer.ScoreWindows(clip, cancellation).Select(window => (window.Start, window.End, window.Score.Probabilities[1])), timeline.Select(window => (window.Start, window.End, window.Score.Probabilities[1])));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scorer.ScoreAsync(clips[0], new(canceled: true)));
        await Assert.ThrowsAsync<ArgumentException>(() => scorer.ScoreWindowsAsync(new AudioClip(16_000, Array.Empty<float>()), cancellation));
    }

    [Fact]
    public void A_file_is_scored_by_its_path_and_a_broken_one_is_named()
    {
        using var scorer = _ml.Model.CreateAudioScorer(FixedLength());
        WavWriter.Write(_folder.At("stereo.wav"), new AudioClip(32_000, Some.Sine(300, 32_000, 3_200, 0.5), Some.Floats(3_200, seed: 5)));
        File.WriteAllText(_folder.At("broken.wav"), "not audio");

        var score = scorer.Score(_folder.At("stereo.wav"));
        var error = Assert.Throws<AudioFileException>(() => scorer.Score(_folder.At("broken.wav")));

        Assert.Equal(scorer.Score(AudioFile.LoadMono(_folder.At("stereo.wav"), 16_000)).Probabilities, score.Probabilities);
        Assert.Contains("broken.wav", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_any_length_needs_a_window()
    {
        var error = Assert.Throws<ArgumentException>(() => _ml.Model.CreateAudioScorer(AnyLength()));

        Assert.Contains("AudioScorerOptions.Window", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_can_be_scored_without_samples_or_once_cancelled()
    {
        using var scorer = _ml.Model.CreateAudioScorer(FixedLength());

        Assert.Throws<ArgumentException>(() => scorer.Score(Array.Empty<float>()));
        Assert.Throws<ArgumentException>(() => scorer.ScoreWindows(Array.Empty<float>()));
        Assert.ThrowsAny<OperationCanceledException>(() => scorer.Score(new float[1_600], new(canceled: true)));
    }

    private string AnyLength()
    {
        AudioArtifact.Save(_folder.At("any.onnx"), SomeArtifacts.Statistics, SomeArtifacts.Linear(1), SomeArtifacts.Metadata());
        return _folder.At("any.onnx");
    }

    private string FixedLength()
    {
        AudioArtifact.Save(_folder.At("fixed.onnx"), SomeArtifacts.LogMel, SomeArtifacts.Cnn(1), SomeArtifacts.Metadata() with { ClipSamples = 1600 });
        return _folder.At("fixed.onnx");
    }
}
