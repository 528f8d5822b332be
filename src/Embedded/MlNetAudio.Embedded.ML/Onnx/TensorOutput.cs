using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An output of the last run, kept as long as its row lasts.</summary>
internal abstract class TensorOutput
{
    private static readonly System.Reflection.MethodInfo ItemsMethod = GenericCall.Method(typeof(TensorOutput), nameof(Items));

    public static TensorOutput Create(PrimitiveDataViewType itemType) => itemType is TextDataViewType
        ? new Typed<ReadOnlyMemory<char>>(value => Array.ConvertAll(value.GetStringTensorAsArray(), text => text.AsMemory()))
        : GenericCall.Invoke<TensorOutput>(ItemsMethod, [itemType.RawType]);

    /// <summary>Copies the content: the value belongs to ONNX Runtime and goes with the run.</summary>
    public abstract void Take(OrtValue value);

    /// <summary>A getter of the flat content, in row-major order.</summary>
    public abstract Delegate CreateGetter(Action runOnce);

    private static Typed<T> Items<T>() where T : unmanaged => new(value => value.GetTensorDataAsSpan<T>().ToArray());

    private sealed class Typed<T>(Func<OrtValue, T[]> copy) : TensorOutput
    {
        private T[] _items = [];

        public override void Take(OrtValue value) => _items = copy(value);

        public override Delegate CreateGetter(Action runOnce)
        {
            ValueGetter<VBuffer<T>> getter = (ref VBuffer<T> value) =>
            {
                runOnce();
                VBuffer<T>.Copy(_items, 0, ref value, _items.Length);
            };
            return getter;
        }
    }
}
