namespace Microsoft.ML.Data;

/// <summary>How lines are taken apart, as it was when the loader was made.</summary>
internal sealed record TextFormat(
    char[] Separators, bool AllowsQuoting, bool Trims, bool HasHeader, bool ReadsMultilines, char Escape, char DecimalMarker, bool MissingRealsAreNaN, long MaximumRows)
{
    public TextFormat(TextLoader.Options options) : this(
        [.. options.Separators ?? ['\t']], options.AllowQuoting, options.TrimWhitespace, options.HasHeader, options.ReadMultilines, options.EscapeChar, options.DecimalMarker,
        options.MissingRealsAsNaNs, options.MaxRows ?? long.MaxValue)
    {
        if (Separators.Length == 0) throw new ArgumentException("At least one separator character must be set.", nameof(options));
        if (DecimalMarker is not ('.' or ',')) throw new ArgumentException($"DecimalMarker must be '.' or ',', got '{DecimalMarker}'.", nameof(options));
        if (Separators.Contains(DecimalMarker)) throw new ArgumentException($"'{DecimalMarker}' cannot be separator and decimal marker at once.", nameof(options));
    }
}
