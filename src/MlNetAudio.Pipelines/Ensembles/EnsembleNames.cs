using System.Globalization;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Ensembles;

/// <summary>"ensemble:cnn+rf" is the mean of those models; "deep-ensemble:cnnx5" of five that differ in their seed (Lakshminarayanan et al. 2017).</summary>
internal static class EnsembleNames
{
    public const string Mixed = "ensemble:", Deep = "deep-ensemble:";

    private const int MostMembers = 100;

    /// <returns>Null where the name is none of an ensemble.</returns>
    /// <exception cref="ArgumentException">It is one, but its members are unknown, too few or too many.</exception>
    public static EnsembleTrainer? Parse(string name)
    {
        if (name.StartsWith(Deep, StringComparison.OrdinalIgnoreCase)) return OfSeeds(name, name[Deep.Length..]);
        return name.StartsWith(Mixed, StringComparison.OrdinalIgnoreCase) ? OfModels(name, name[Mixed.Length..]) : null;
    }

    private static EnsembleTrainer OfModels(string name, string members)
    {
        string[] words = members.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > MostMembers) throw new ArgumentException($"'{name}' must name 2 to {MostMembers} models with + between them, such as {Mixed}cnn+rf.");
        IModelTrainer[] trainers = [.. words.Select(KnownModels.Find)];
        // The same model again is another one of another seed.
        return new($"{Mixed}{string.Join('+', trainers.Select(trainer => trainer.Name))}", $"mean probability of {string.Join(" and ", trainers.Select(trainer => trainer.Name))}",
            [.. trainers.Select((trainer, i) => new EnsembleMember(trainer, trainers[..i].Count(earlier => earlier.Name == trainer.Name)))]);
    }

    private static EnsembleTrainer OfSeeds(string name, string text)
    {
        int times = text.LastIndexOf('x');
        if (times <= 0 || !int.TryParse(text.AsSpan(times + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 2 or > MostMembers)
            throw new ArgumentException($"'{name}' must be a model, an x and a number from 2 to {MostMembers}, such as {Deep}cnnx5.");
        var trainer = KnownModels.Find(text[..times]);
        if (trainer.Kind != "deep") throw new ArgumentException($"'{name}': {trainer.Name} is {trainer.Kind}; a deep ensemble repeats a deep model with other seeds.");
        return new(string.Create(CultureInfo.InvariantCulture, $"{Deep}{trainer.Name}x{count}"), string.Create(CultureInfo.InvariantCulture, $"mean probability of {count} times {trainer.Name}, each from another seed"),
            [.. Enumerable.Range(0, count).Select(i => new EnsembleMember(trainer, i))]);
    }
}
