namespace MlNetAudio.Networks;

/// <summary>A network that does not fit together: says which layer, which shapes, and what to put there.</summary>
public sealed class ShapeException : Exception
{
    public ShapeException(string message) : base(message) { }

    public ShapeException(string message, Exception innerException) : base(message, innerException) { }

    public ShapeException() { }
}
