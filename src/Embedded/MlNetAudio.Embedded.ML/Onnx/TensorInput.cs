using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Makes the tensor of a column's value in the current row; who gets it disposes it.</summary>
internal static class TensorInput
{
    private static readonly System.Reflection.MethodInfo ItemsMethod = GenericCall.Method(typeof(TensorInput), nameof(Items));

    public static Func<OrtValue> Create(DataViewRow row, DataViewSchema.Column column, OnnxTensor tensor) => tensor.ItemType is TextDataViewType
        ? Texts(row, column, tensor)
        : GenericCall.Invoke<Func<OrtValue>>(ItemsMethod, [tensor.ItemType.RawType], row, column, tensor);

    private static Func<OrtValue> Items<T>(DataViewRow row, DataViewSchema.Column column, OnnxTensor tensor) where T : unmanaged
    {
        Func<T[]> read = Reader<T>(row, column);
        return () =>
        {
            T[] items = read();
            CheckLength(tensor, items.Length);
            return OrtValue.CreateTensorValueFromMemory(items, tensor.Shape);
        };
    }

    private static Func<OrtValue> Texts(DataViewRow row, DataViewSchema.Column column, OnnxTensor tensor)
    {
        Func<ReadOnlyMemory<char>[]> read = Reader<ReadOnlyMemory<char>>(row, column);
        return () =>
        {
            ReadOnlyMemory<char>[] items = read();
            CheckLength(tensor, items.Length);
            OrtValue value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, tensor.Shape);
            for (int i = 0; i < items.Length; i++) value.StringTensorSetElementAt(items[i], i);
            return value;
        };
    }

    // The array lives until the next row: a run is over before that.
    private static Func<T[]> Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> scalar = row.GetGetter<T>(column);
            var single = new T[1];
            return () =>
            {
                scalar(ref single[0]);
                return single;
            };
        }
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        T[] items = [];
        return () =>
        {
            getter(ref buffer);
            if (items.Length != buffer.Length) items = new T[buffer.Length];
            buffer.CopyTo(items);
            return items;
        };
    }

    private static void CheckLength(OnnxTensor tensor, int length)
    {
        int product = tensor.Dimensions.Aggregate(1, (all, dimension) => all * dimension);
        if (length != product)
            throw new ArgumentException($"Length of memory ({length}) must match product of dimensions ({product}): input '{tensor.Name}' has shape "
                + $"[{string.Join(", ", tensor.Dimensions)}]; where a dimension is unknown (0), give the shape in shapeDictionary.");
    }
}
