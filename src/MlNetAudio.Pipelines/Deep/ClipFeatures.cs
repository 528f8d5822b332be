using System.Security.Cryptography;
using System.Text;
using MlNetAudio.Datasets;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Deep.Inputs;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>What a network is given of each recording of a part, as it is: made once and kept, or, where that would take too much memory, made anew each time.</summary>
internal sealed class ClipFeatures
{
    /// <summary>Of one part.</summary>
    private const long MostBytes = 2L << 30;

    /// <summary>Recordings worked on at once where nothing is kept.</summary>
    private const int Chunk = 64;

    private readonly float[][]? _kept;

    /// <exception cref="OperationCanceledException">Cancelled while the recordings were read.</exception>
    public ClipFeatures(TrainingContext context, IReadOnlyList<Recording> recordings, InputExtractor input, CancellationToken cancellation, long mostBytes = MostBytes)
    {
        (Context, Recordings, Input) = (context, recordings, input);
        Classes = [.. recordings.Select(context.Labels.IndexOf)];
        if (sizeof(float) * (long)input.Shape.Count * recordings.Count > mostBytes) return;
        float[][] kept = new float[recordings.Count][];
        AllCores.For(recordings.Count, i => kept[i] = Extract(i), cancellation);
        _kept = kept;
    }

    public TrainingContext Context { get; }

    public IReadOnlyList<Recording> Recordings { get; }

    public InputExtractor Input { get; }

    /// <summary>Index of each recording's label.</summary>
    public IReadOnlyList<int> Classes { get; }

    public bool AreKept => _kept is not null;

    /// <summary>Says which recordings, with which labels, are read how.</summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder(Context.DataHash).Append('\n').Append(Input.Description).Append('\n');
            for (int i = 0; i < Recordings.Count; i++) text.Append(Recordings[i].RelativePath).Append('\t').Append(Classes[i]).Append('\n');
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    /// <summary>Columns that are the recording's own; 0: all.</summary>
    public int OwnColumns(int index) => Input.OwnColumns(Context.Clips.Load(Recordings[index]).Length);

    /// <summary>One recording's example, not standardised; not to be written to.</summary>
    public float[] Of(int index) => _kept?[index] ?? Extract(index);

    /// <summary>Of all of them, in order, so that the sums are the same on any number of cores.</summary>
    public FeatureScaling FitScaling(CancellationToken cancellation) => RowScaling.Fit(InOrder(cancellation), Input.Rows, Input.SmallestDeviation);

    private IEnumerable<float[]> InOrder(CancellationToken cancellation)
    {
        if (_kept is not null) return _kept;
        return Enumerable.Range(0, Recordings.Count).Chunk(Chunk).SelectMany(indices =>
        {
            float[][] examples = new float[indices.Length][];
            AllCores.For(indices.Length, i => examples[i] = Extract(indices[i]), cancellation);
            return examples;
        });
    }

    private float[] Extract(int index) => Input.Extract(Context.Clips.Load(Recordings[index]));
}
