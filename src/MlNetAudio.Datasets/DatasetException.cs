namespace MlNetAudio.Datasets;

/// <summary>A dataset that cannot be read or cannot be split honestly; the message says what, where and how to fix it.</summary>
public sealed class DatasetException : Exception
{
    public DatasetException(string message) : base(message) { }

    public DatasetException(string message, Exception innerException) : base(message, innerException) { }

    public DatasetException() { }
}
