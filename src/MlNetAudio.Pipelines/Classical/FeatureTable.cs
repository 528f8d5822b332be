using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Datasets;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>The features of every training and validation clip, computed once by the front end of the artifact and served as ML.NET views of any part of it.</summary>
internal sealed class FeatureTable : IDisposable
{
    private readonly Dictionary<Recording, float[]> _features;
    private readonly TrainingContext _context;
    private readonly FeatureModel _model;

    /// <exception cref="Dsp.Io.AudioFileException">A recording cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while the recordings were read.</exception>
    public FeatureTable(TrainingContext context, AudioFrontEnd frontEnd, CancellationToken cancellation)
    {
        (_context, FrontEnd, _model) = (context, frontEnd, new(frontEnd));
        try
        {
            Recording[] recordings = [.. context.Training, .. context.Validation];
            float[][] rows = new float[recordings.Length][];
            AllCores.For(recordings.Length, i => rows[i] = _model.Extract(context.Clips.Load(recordings[i], cancellation)), cancellation);
            _features = recordings.Zip(rows).ToDictionary(pair => pair.First, pair => pair.Second);
        }
        catch
        {
            _model.Dispose();
            throw;
        }
        Schema = SchemaDefinition.Create(typeof(LabelledFeatures));
        Schema[nameof(LabelledFeatures.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _model.Count);
    }

    public AudioFrontEnd FrontEnd { get; }

    /// <summary>Of the rows: how many features there are is known here only.</summary>
    public SchemaDefinition Schema { get; }

    /// <summary>A clip's features, as of the rows.</summary>
    public float[] Of(float[] samples) => _model.Extract(samples);

    /// <summary>Rows of those recordings, labelled by whether they have the label of that index.</summary>
    public IDataView View(IEnumerable<Recording> recordings, int positive) => _context.MachineLearning.Data.LoadFromEnumerable(
        recordings.Select(recording => new LabelledFeatures { Features = _features[recording], Label = _context.Labels.IndexOf(recording) == positive }).ToArray(), Schema);

    public void Dispose() => _model.Dispose();
}
