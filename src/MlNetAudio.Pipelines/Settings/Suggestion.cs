namespace MlNetAudio.Pipelines.Settings;

/// <summary>What a mistyped word may have meant.</summary>
public static class Suggestion
{
    /// <summary>The known words nearest to it, in their order: those of the smallest edit distance, as long as it is below half of the word; else none.</summary>
    public static IReadOnlyList<string> Nearest(string word, IReadOnlyList<string> known)
    {
        int[] distances = [.. known.Select(candidate => Distance(word.ToLowerInvariant(), candidate))];
        if (distances.Length == 0 || 2 * distances.Min() > Math.Max(word.Length, 2)) return [];
        return [.. known.Where((_, i) => distances[i] == distances.Min())];
    }

    /// <summary>What to say of a word that is none of those known; names the nearest ones first, where there are any.</summary>
    public static string Unknown(string option, string word, IReadOnlyList<string> known)
    {
        string all = string.Join(", ", known);
        return Nearest(word, known) is [_, ..] nearest
            ? $"{option} knows no '{word}'; did you mean {string.Join(" or ", nearest)}? It knows {all}."
            : $"{option} knows no '{word}'; it knows {all}.";
    }

    /// <summary>Levenshtein: insertions, deletions and replacements from one word to the other.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
