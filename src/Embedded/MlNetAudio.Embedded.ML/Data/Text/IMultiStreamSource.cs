namespace Microsoft.ML.Data;

/// <summary>Streams that are read one after another as one data set.</summary>
public interface IMultiStreamSource
{
    int Count { get; }

    /// <summary>Null where a stream is no file.</summary>
    string GetPathOrNull(int index);

    Stream Open(int index);

    TextReader OpenTextReader(int index);
}
