using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using MlNetAudio.Samples.ScoreApi;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Samples;

/// <summary>The API, asked over HTTP in this process.</summary>
public sealed class ScoreApiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplicationFactory<RecordingAnswer> _api;
    private readonly HttpClient _client;

    public ScoreApiTests()
    {
        string model = SampleModels.HighOrLow(_folder);
        _api = new WebApplicationFactory<RecordingAnswer>().WithWebHostBuilder(builder => builder.UseSetting("Model", model));
        _client = _api.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_recording_gets_its_label_probabilities_and_timeline()
    {
        var cancellation = TestContext.Current.CancellationToken;
        SampleModels.WriteTone(_folder.At("tone.wav"), 2_000, seconds: 7);

        using var response = await _client.PostAsync("/score", Form(File.ReadAllBytes(_folder.At("tone.wav"))), cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = (await response.Content.ReadFromJsonAsync<RecordingAnswer>(cancellation))!;
        Assert.Equal(("high", 7), (answer.Label, answer.Seconds));
        Assert.True(answer.Probabilities["high"] > 0.9);
        Assert.Equal([(0, 5), (2, 7)], answer.Windows.Select(window => (window.Start, window.End)));
    }

    [Fact]
    public async Task Many_requests_at_once_get_their_own_answers()
    {
        var cancellation = TestContext.Current.CancellationToken;
        SampleModels.WriteTone(_folder.At("high.wav"), 2_000);
        SampleModels.WriteTone(_folder.At("low.wav"), 200);
        byte[] high = File.ReadAllBytes(_folder.At("high.wav")), low = File.ReadAllBytes(_folder.At("low.wav"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var response = await _client.PostAsync("/score", Form(i % 2 == 0 ? high : low), cancellation);
            return (await response.Content.ReadFromJsonAsync<RecordingAnswer>(cancellation))!.Label;
        }));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? "high" : "low"), answers);
    }

    [Fact]
    public async Task What_is_no_recording_is_400_with_the_reason()
    {
        var cancellation = TestContext.Current.CancellationToken;
        SampleModels.WriteTone(_folder.At("long.wav"), 200, seconds: 301);
        (HttpContent Content, string Reason)[] wrong =
        [
            (Form("not audio"u8.ToArray()), "recording: "),
            (Form([]), "recording"),
            (Form(File.ReadAllBytes(_folder.At("long.wav"))), "300"),
            (Form([1, 2, 3], name: "file"), "one file called 'recording'"),
            (JsonContent.Create(new { recording = 1 }), "multipart/form-data"),
            (Form(new byte[UploadedRecording.MaximumBytes + 1]), "at most"),
        ];

        foreach (var (content, reason) in wrong)
        {
            using var response = await _client.PostAsync("/score", content, cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(reason, await response.Content.ReadAsStringAsync(cancellation), StringComparison.Ordinal);
        }
    }

    private static MultipartFormDataContent Form(byte[] recording, string name = "recording")
    {
        var file = new ByteArrayContent(recording);
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        return new() { { file, name, "upload.wav" } };
    }
}
