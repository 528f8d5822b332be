using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Pipelines.Steps;

namespace MlNetAudio.Pipelines.Features;

/// <summary>samples → a feature.</summary>
internal sealed class FeatureStep : AudioStep
{
    private readonly ClipFeature _feature;

    public FeatureStep(DataViewSchema input, string outputColumnName, string inputColumnName, ClipFeature feature) : base(input, inputColumnName, [Column(outputColumnName, feature)])
    {
        ClipColumn.RequireSamples(InputColumn);
        _feature = feature;
    }

    public override RowBlock Open(DataViewRow row, bool skips) => new Block(_feature, new(row, InputColumn, reading: null));

    private static DataViewSchema.DetachedColumn Column(string name, ClipFeature feature)
    {
        if (feature.Names is not { } names) return new(name, feature.Type);
        var slots = new DataViewSchema.Annotations.Builder();
        slots.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, names.Count), (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var editor = VBufferEditor.Create(ref value, names.Count);
            for (int i = 0; i < names.Count; i++) editor.Values[i] = names[i].AsMemory();
            value = editor.Commit();
        }));
        return new(name, feature.Type, slots.ToAnnotations());
    }

    private sealed class Block(ClipFeature feature, ClipColumn clips) : RowBlock(clips)
    {
        private float[][] _values = [];

        public override void Compute()
        {
            if (_values.Length < Count) _values = new float[Count][];
            AllCores.For(Count, row => _values[row] = feature.Extract(Clips[row].Span));
        }

        public override Delegate Getter(DataViewSchema.Column column, RowPlace place) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Vectors.Copy(_values[place.Index], ref value));
    }
}
