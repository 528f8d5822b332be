using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>A fitted normaliser of a column of <typeparamref name="T"/> or of vectors of it.</summary>
internal sealed class ColumnNormalizer<T>(DataViewType type, SlotScaling<T> scaling) : IColumnNormalizer where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public DataViewType Type => type;

    public NormalizingTransformer.NormalizerModelParametersBase Parameters { get; } = scaling.ToParameters(type is VectorDataViewType);

    public Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column) => type is VectorDataViewType ? Vector(row, column) : Scalar(row, column);

    public (float[] Scales, float[] Offsets)? ToAffine() => scaling is AffineScaling<T> affine
        ? (Array.ConvertAll(affine.Scales, float.CreateChecked), Array.ConvertAll(affine.Offsets, float.CreateChecked))
        : null;

    public void Write(ModelWriter writer)
    {
        writer.Type(type);
        scaling.Write(writer);
    }

    private ValueGetter<T> Scalar(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return (ref T value) =>
        {
            getter(ref value);
            value = scaling.Apply(0, value);
        };
    }

    private ValueGetter<VBuffer<T>> Vector(DataViewRow row, DataViewSchema.Column column)
    {
        int size = ((VectorDataViewType)type).Size;
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> input = default;
        return (ref VBuffer<T> value) =>
        {
            getter(ref input);
            if (input.Length != size)
                throw new InvalidOperationException($"Column '{column.Name}' was normalised with {size} slots; row {row.Position} has {input.Length}.");
            if (scaling.KeepsZero) input.CopyTo(ref value);
            else input.CopyToDense(ref value);
            VBufferEditor<T> editor = VBufferEditor.CreateFromBuffer(ref value);
            for (int i = 0; i < editor.Values.Length; i++) editor.Values[i] = scaling.Apply(value.IsDense ? i : editor.Indices[i], editor.Values[i]);
        };
    }
}
