using System.Globalization;
using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Ensembles;

/// <summary>Several models as one, whose probability is the mean of theirs.</summary>
internal sealed class EnsembleTrainer(string name, string description, IReadOnlyList<EnsembleMember> members) : IModelTrainer
{
    public string Name => name;

    public string Kind => members.Any(member => member.Trainer.Kind == "deep") ? "deep" : "classical";

    public string Description => description;

    public ModelOptions Defaults { get; } = new EnsembleOptions();

    public IReadOnlyList<IModelTrainer> Members { get; } = [.. members.Select(member => member.Trainer).DistinctBy(trainer => trainer.Name)];

    /// <summary>Asked of the members instead, whose settings are their own.</summary>
    public bool ReadsSpectrograms(ModelOptions options) => true;

    public TrainedModel Train(ModelOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var trained = new List<TrainedModel>();
        try
        {
            for (int i = 0; i < members.Count; i++) trained.Add(members[i].Trainer.Train(KnownModels.Options(members[i].Trainer, context.Options), ContextOf(i, context), cancellation));
        }
        catch
        {
            foreach (var model in trained) model.Dispose();
            throw;
        }
        return new()
        {
            Branches = [.. trained.SelectMany(model => model.Branches)],
            Predict = samples => Mean([.. trained.Select(model => model.Predict(samples))]),
            Parameters = trained.SelectMany((model, i) => model.Parameters.Select(parameter => KeyValuePair.Create(
                string.Create(CultureInfo.InvariantCulture, $"{i + 1}_{members[i].Trainer.Name}_{parameter.Key}"), parameter.Value))).ToDictionary(),
            ParameterCount = trained.Sum(model => model.ParameterCount),
            LearntFromValidation = trained.Any(model => model.LearntFromValidation),
            Owned = trained,
        };
    }

    private TrainingContext ContextOf(int index, TrainingContext context)
    {
        var (trainer, offset) = members[index];
        // A member that this run has trained already, with the same seed and settings, goes on from its last checkpoint, where nothing is left to do.
        string? finished = offset == 0 ? context.FolderOf?.Invoke(trainer) : null;
        bool isFinished = finished is not null && File.Exists(Path.Combine(finished, CheckpointFile.Name));
        return context with
        {
            Seed = context.Seed + offset,
            CheckpointFolder = isFinished ? finished : context.CheckpointFolder is { } folder ? RunFolder.MemberFolder(folder, index + 1) : null,
            Resumes = context.Resumes || isFinished,
            Report = (done, total, detail) => context.Report(done, total, string.Create(CultureInfo.InvariantCulture, $"{trainer.Name}, {index + 1} of {members.Count}{(detail is null ? "" : $": {detail}")}")),
        };
    }

    private static float[] Mean(IReadOnlyList<float[]> probabilities)
    {
        float[] mean = new float[probabilities[0].Length];
        for (int k = 0; k < mean.Length; k++) mean[k] = (float)(probabilities.Sum(member => (double)member[k]) / probabilities.Count);
        return mean;
    }
}
