using MlNetAudio.Datasets;

namespace MlNetAudio.Tests.Datasets;

/// <summary>Datasets that exist in memory only.</summary>
internal static class SomeDataset
{
    public static Recording Recording(string label, string group, int number, SplitPart? part = null) =>
        new($"/none/{label}/{group}_{number}.wav", $"{label}/{group}_{number}.wav", label, group, part) { Row = number + 2 };

    public static AudioDataset Of(params IReadOnlyList<Recording> recordings) => new("some", "/none", "pattern", recordings, skipped: [], notices: []);

    /// <summary>Every speaker says every word <paramref name="takes"/> times; the speaker is the group, the word the label.</summary>
    public static AudioDataset Spoken(int words, int speakers, int takes = 1) => Of(
    [
        .. from word in Enumerable.Range(0, words)
           from speaker in Enumerable.Range(0, speakers)
           from take in Enumerable.Range(0, takes)
           select Recording($"word{word}", $"speaker{speaker}", take),
    ]);

    /// <summary>2..5 labels with 3..20 groups each, uneven in size, some of them in several labels.</summary>
    public static AudioDataset Random(int seed)
    {
        var random = new Random(seed);
        List<Recording> recordings = [];
        int labels = random.Next(2, 6);
        for (int label = 0; label < labels; label++)
        {
            int own = random.Next(3, 21);
            for (int group = 0; group < own; group++)
            {
                bool shared = random.Next(4) == 0;
                string name = shared ? $"shared{group}" : $"own{label}_{group}";
                int count = random.Next(1, 8);
                for (int i = 0; i < count; i++) recordings.Add(Recording($"label{label}", name, i));
            }
        }
        return Of(recordings);
    }
}
