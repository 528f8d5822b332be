using System.Globalization;

namespace MlNetAudio.Datasets;

/// <summary>How a data set is divided into the folds of a cross-validation.</summary>
public sealed record FoldOptions
{
    /// <summary>The manifest's column that is taken where it has as many values as there shall be folds.</summary>
    internal const string UsualColumn = "fold";

    /// <summary>How many; null: as many as the column has values.</summary>
    public int? Count { get; init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Count must be at least 2, got {value}.")); }

    /// <summary>A column of the manifest (any case) that names the fold of each recording. Null: the column <c>fold</c> where it has <see cref="Count"/> values, else whole groups are dealt out.</summary>
    public string? Column { get; init; }

    /// <summary>Share of the other folds' recordings by which models may choose instead of learning from it, whole groups of it; 0: none.</summary>
    public double ValidationFraction
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"ValidationFraction must be at least 0 and below 1, got {value}."));
    } = 0.1;

    /// <summary>"5" → five folds; any other word → that column.</summary>
    public static FoldOptions Parse(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count) ? new() { Count = count } : new() { Column = text };
}
