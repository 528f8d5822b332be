using Microsoft.ML;
using MlNetAudio.Samples.ScoreApi;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = UploadedRecording.MaximumBytes + 64 * 1024);   // and what a form adds

// One scorer for all requests: it is thread-safe, and no more run at a time than there are cores.
string model = builder.Configuration["Model"] ?? throw new InvalidOperationException("No model is configured: start with --Model path/to/model.onnx, or set Model in appsettings.json.");
builder.Services.AddSingleton(_ => new MLContext().Model.CreateAudioScorer(model, new() { Window = UploadedRecording.WindowOf(model) }));

var app = builder.Build();
app.Services.GetRequiredService<MlNetAudio.Pipelines.Scoring.AudioScorer>();   // a model that cannot be opened is an error now, not at the first request

// curl -F recording=@clip.wav http://localhost:5000/score
app.MapPost("/score", UploadedRecording.Score).DisableAntiforgery();
app.Run();
