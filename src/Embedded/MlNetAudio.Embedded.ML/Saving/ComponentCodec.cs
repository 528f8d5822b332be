namespace Microsoft.ML.Data;

/// <summary>How one kind of component is written and read.</summary>
/// <param name="Tag">Its name in the file; never changes.</param>
internal sealed record ComponentCodec(string Tag, Func<object, bool> Fits, Action<ModelWriter, object> Write, Func<ModelReader, object> Read)
{
    public static ComponentCodec Of<T>(string tag, Action<ModelWriter, T> write, Func<ModelReader, T> read) =>
        new(tag, component => component is T, (writer, component) => write(writer, (T)component), reader => read(reader));
}
