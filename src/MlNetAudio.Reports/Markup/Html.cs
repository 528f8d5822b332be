namespace MlNetAudio.Reports.Markup;

/// <summary>Finished HTML. Only <see cref="Of"/> makes it, and that escapes every value, so text cannot become markup by accident.</summary>
internal readonly record struct Html(string Text)
{
    public static Html Empty => new("");

    /// <summary>The literal parts as they stand, every interpolated value escaped; values that are already <see cref="Html"/> are inserted.</summary>
    public static Html Of(EscapingHandler markup) => markup.Finish();

    public static Html Join(IEnumerable<Html> pieces, string separator = "") => new(string.Join(separator, pieces.Select(piece => piece.Text)));

    public override string ToString() => Text;
}
