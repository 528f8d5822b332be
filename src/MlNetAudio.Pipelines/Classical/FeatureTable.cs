using System.Runtime.ExceptionServices;
using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>The statistics of every training and validation clip, extracted once by the ML.NET pipeline and served as views of any part of it.</summary>
internal sealed class FeatureTable
{
    private readonly Dictionary<Recording, float[]> _features;
    private readonly TrainingContext _context;

    /// <exception cref="Dsp.Io.AudioFileException">A recording cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while the recordings were read.</exception>
    public FeatureTable(TrainingContext context, CancellationToken cancellation)
    {
        _context = context;
        Recording[] recordings = [.. context.Training, .. context.Validation];
        var clips = context.MachineLearning.Data.LoadFromEnumerable(recordings.Select(recording =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new Clip { Samples = context.Clips.Load(recording) };
        }));
        var statistics = context.MachineLearning.Transforms.ExtractAudioStatistics(options: Statistics).Fit(clips).Transform(clips);
        try
        {
            _features = context.MachineLearning.Data.CreateEnumerable<Extracted>(statistics, reuseRowObject: false, ignoreMissingColumns: true)
                .Zip(recordings, (row, recording) => (recording, row.Features)).ToDictionary(pair => pair.recording, pair => pair.Features);
        }
        catch (InvalidOperationException error) when (error.InnerException is not null)
        {
            // ML.NET maps rows on threads of its own and wraps what goes wrong there, more than once: an unreadable file or a cancellation must stay what it is.
            Exception cause = error;
            while (cause is InvalidOperationException { InnerException: { } inner }) cause = inner;
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    /// <summary>Frames of 1024 samples, hop 512: the seed baseline's.</summary>
    public static AudioStatisticsOptions Statistics { get; } = new();

    /// <summary>The same statistics as the front end of an artifact.</summary>
    public static AudioStatisticsFrontEnd FrontEnd(int sampleRateHz) => new() { SampleRateHz = sampleRateHz, Rms = Statistics.Rms, Zcr = Statistics.Zcr };

    /// <summary>Rows of those recordings, labelled by whether they have the label of that index.</summary>
    public IDataView View(IEnumerable<Recording> recordings, int positive) => _context.MachineLearning.Data.LoadFromEnumerable(
        recordings.Select(recording => new LabelledFeatures { Features = _features[recording], Label = _context.Labels.IndexOf(recording) == positive }).ToArray());

    private sealed class Clip
    {
        public float[] Samples { get; set; } = [];
    }

    private sealed class Extracted
    {
        public float[] Features { get; set; } = [];
    }
}
