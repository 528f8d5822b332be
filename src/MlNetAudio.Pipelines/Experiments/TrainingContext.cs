using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>What a trainer may see: the training and validation parts, never the test part.</summary>
internal sealed record TrainingContext
{
    public required MLContext MachineLearning { get; init; }

    public required ClipStore Clips { get; init; }

    public required LabelSpace Labels { get; init; }

    public required IReadOnlyList<Recording> Training { get; init; }

    /// <summary>Empty where the data set has too few groups for one.</summary>
    public required IReadOnlyList<Recording> Validation { get; init; }

    /// <summary>Whether the validation part judges the finished model, as in a search over settings, and so none may be fitted on it.</summary>
    public bool JudgesByValidation { get; init; }

    /// <summary>What a model that stops by no validation loss is fitted on: the training and the validation part; the training part alone where the other judges it.</summary>
    public IReadOnlyList<Recording> Fitting => JudgesByValidation ? Training : [.. Training, .. Validation];

    /// <summary>Length that models of fixed length read: samples, or frames of spectrograms.</summary>
    public required int ClipLength { get; init; }

    public required ExperimentOptions Options { get; init; }

    /// <summary>Trains deep models.</summary>
    public required ITrainingBackend Backend { get; init; }

    /// <summary>Tells how far the training is: done, total, detail.</summary>
    public required Action<int, int, string?> Report { get; init; }

    /// <summary>Fingerprint of the recordings.</summary>
    public required string DataHash { get; init; }

    /// <summary>Folder for what a killed training is resumed from; null keeps nothing.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Goes on where the folder's checkpoint says, instead of at the beginning.</summary>
    public bool Resumes { get; init; }

    /// <summary>Where a model that this run trains on the same split keeps its own; null without folders.</summary>
    public Func<IModelTrainer, string>? FolderOf { get; init; }

    /// <summary>Ends a training with the best it has so far.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Asked after every epoch: whether to go on. Null: always.</summary>
    public Func<EpochReport, bool>? GoesOn { get; init; }

    public int SampleRateHz => Clips.Format.SampleRateHz;

    /// <summary>Of the model; members of an ensemble have others than the experiment.</summary>
    public int Seed { get; init; }

    /// <summary>Folds of <see cref="Fitting"/> by groups, as (training, held out) pairs; empty where its groups do not suffice.</summary>
    public IEnumerable<(IReadOnlyList<Recording> Training, IReadOnlyList<Recording> HeldOut)> Folds(int count)
    {
        var fitting = Fitting;
        var folds = DatasetSplitter.GroupFolds(fitting, count, Seed);
        foreach (var heldOut in folds)
        {
            var held = heldOut.ToHashSet();
            yield return ([.. fitting.Where(recording => !held.Contains(recording))], heldOut);
        }
    }
}
