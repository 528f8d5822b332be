namespace MlNetAudio.Networks.Training.Checkpoints;

/// <summary>A training run at one moment, between two steps: everything that is needed to go on to the same bits. Random numbers need no state, since each is a function of the seed and its place.</summary>
public sealed class TrainingCheckpoint
{
    /// <summary>Which run it is of; only that run takes it.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>The epoch to go on with, counted from 1; one more than all epochs once they are over.</summary>
    public required int Epoch { get; init; }

    /// <summary>Batches of that epoch that are done.</summary>
    public required int Batch { get; init; }

    /// <summary>The epoch so far: Σ weight·loss over its batches, Σ weight.</summary>
    public required (double Sum, double Weight) Loss { get; init; }

    /// <summary>Of the last step of the epoch so far.</summary>
    public required float LearningRate { get; init; }

    /// <summary>What the epoch has taken so far, and how much of that the engine was at work.</summary>
    public required (TimeSpan Elapsed, TimeSpan Engine) Time { get; init; }

    /// <summary>Of every epoch that is over. The best epoch, the patience left and the schedule's state follow from it.</summary>
    public required IReadOnlyList<EpochReport> History { get; init; }

    /// <summary>Parameters and buffers by name.</summary>
    public required IReadOnlyDictionary<string, float[]> Weights { get; init; }

    /// <summary>The moving average of the weights is part of it.</summary>
    public required OptimizerState Optimizer { get; init; }

    /// <summary>Weights of the best epoch by name; null while there is none, and without a validation set.</summary>
    public required IReadOnlyDictionary<string, float[]>? BestWeights { get; init; }

    /// <summary>"epoch 3, batch 17": where a run goes on.</summary>
    internal string Place => $"epoch {Epoch}, batch {Batch + 1}";

    /// <summary>Writes it in this library's compact form, which ends in a checksum.</summary>
    public void Write(Stream stream) => CheckpointWriter.Write(this, stream);

    /// <exception cref="InvalidDataException">It is no checkpoint, cut off, damaged, or of a version that is not known here.</exception>
    public static TrainingCheckpoint Read(Stream stream) => CheckpointReader.Read(stream);
}
