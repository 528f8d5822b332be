using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Pipelines.Steps;

namespace MlNetAudio.Pipelines.Loading;

/// <summary>path → samples.</summary>
internal sealed class LoadingStep : AudioStep
{
    private readonly RecordingReading _reading;

    public LoadingStep(DataViewSchema input, string outputColumnName, string inputColumnName, RecordingReading reading) : base(input, inputColumnName, [Column(outputColumnName, reading)])
    {
        ClipColumn.RequirePaths(InputColumn);
        _reading = reading;
    }

    public override bool Skips => _reading.Skips;

    public override RowBlock Open(DataViewRow row, bool skips) => new Block(new(row, InputColumn, _reading), skips);

    private static DataViewSchema.DetachedColumn Column(string name, RecordingReading reading) => new(name, reading.ClipSamples is { } samples
        ? new VectorDataViewType(NumberDataViewType.Single, samples)
        : new VectorDataViewType(NumberDataViewType.Single));

    private sealed class Block(ClipColumn clips, bool skips) : RowBlock
    {
        public override int Count => clips.Count;

        public override long Bytes => clips.Bytes;

        public override void Clear() => clips.Clear();

        public override void Read() => clips.Read();

        public override void Compute() => clips.Load(skips);

        public override bool IsSkipped(int row) => clips.IsSkipped(row);

        public override Delegate Getter(DataViewSchema.Column column, RowPlace place) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Vectors.Copy(clips[place.Index].Span, ref value));
    }
}
