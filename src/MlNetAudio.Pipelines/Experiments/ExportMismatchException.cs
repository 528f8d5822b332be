namespace MlNetAudio.Pipelines.Experiments;

/// <summary>An artifact did not answer as the model it was exported from.</summary>
public sealed class ExportMismatchException : Exception
{
    public ExportMismatchException(string message) : base(message) { }

    public ExportMismatchException(string message, Exception innerException) : base(message, innerException) { }

    public ExportMismatchException() { }
}
