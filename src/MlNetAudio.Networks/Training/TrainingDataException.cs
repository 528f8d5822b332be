namespace MlNetAudio.Networks.Training;

/// <summary>An example could not be made: says which one of which set; the inner exception says why.</summary>
public sealed class TrainingDataException : Exception
{
    public TrainingDataException(string message) : base(message) { }

    public TrainingDataException(string message, Exception innerException) : base(message, innerException) { }

    public TrainingDataException() { }
}
