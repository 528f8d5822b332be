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

    private sealed class Block(ClipColumn clips, bool skips) : RowBlock(clips)
    {
        public override void Compute() => Load(skips);

        public override Delegate Getter(DataViewSchema.Column column, RowPlace place) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Vectors.Copy(Clips[place.Index].Span, ref value));
    }
}
