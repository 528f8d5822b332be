namespace MlNetAudio.Networks.Training;

/// <summary>
/// Where the examples of a training come from: memory (<see cref="TrainingSet"/>), files, recordings that are changed a little in every epoch. Which classes or targets they have is known beforehand,
/// their inputs are made when a batch needs them.
/// </summary>
/// <remarks>
/// What <see cref="Read"/> gives is a function of the draw alone: not of the order of calls, the thread or the time. That is why a training can be resumed from its place in an epoch, with no state of
/// any random generator.
/// </remarks>
public interface IExampleSource
{
    /// <summary>Shape of one input: [1, mels, frames].</summary>
    Shape Example { get; }

    /// <summary>How many there are, at least 1.</summary>
    int Count { get; }

    /// <summary>One class per example, counted from 0; empty where there are <see cref="Targets"/>.</summary>
    IReadOnlyList<int> Classes { get; }

    /// <summary>One array per example, a value for each of the network's outputs; null where there are <see cref="Classes"/>.</summary>
    IReadOnlyList<float[]>? Targets { get; }

    /// <summary>Says which data these are and what is done to them: where it is the same, every draw gives the same values. A checkpoint is resumed only with the data it was made on.</summary>
    string Fingerprint { get; }

    /// <summary>Whether to read is just to copy: no thread is worth its while then.</summary>
    bool IsInMemory => false;

    /// <summary>Makes one example. Called by several threads at once.</summary>
    /// <param name="destination">[...Example], row-major; all of it is overwritten.</param>
    /// <returns>How many steps of the example are its own, the rest being padding; 0: all.</returns>
    int Read(ExampleDraw draw, Span<float> destination);
}
