namespace MlNetAudio.Networks.Training;

/// <summary>A loss or a gradient became NaN or infinite: says where it was first seen and what to try.</summary>
public sealed class TrainingDivergedException : Exception
{
    public TrainingDivergedException(string message) : base(message) { }

    public TrainingDivergedException(string message, Exception innerException) : base(message, innerException) { }

    public TrainingDivergedException() { }
}
