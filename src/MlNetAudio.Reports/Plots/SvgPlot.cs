using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports.Plots;

/// <summary>A line plot as inline SVG: what is seen in print, in mail previews and wherever scripts do not run. Where they do, report.js puts the interactive plot in its place.</summary>
internal static class SvgPlot
{
    private const double Left = 52, Right = 14, Top = 12, Bottom = 44;

    /// <summary>Plot area as wide as it is high when width − height is 10.</summary>
    /// <param name="description">What a reader who cannot see the plot is told.</param>
    /// <param name="marked">A vertical line at this x, or null.</param>
    public static Html Draw(string description, PlotAxis x, PlotAxis y, IReadOnlyList<PlotSeries> series, int width, int height, double? marked = null)
    {
        double right = width - Right, bottom = height - Bottom;
        double AtX(double value) => Left + (right - Left) * x.Place(value);
        double AtY(double value) => bottom + (Top - bottom) * y.Place(value);

        var pieces = new List<Html>();
        foreach (double mark in x.Marks(5))
            pieces.Add(Html.Of($"<path class=\"grid\" d=\"M{AtX(mark):0.#} {Top:0.#}V{bottom:0.#}\"/><text x=\"{AtX(mark):0.#}\" y=\"{bottom + 17:0.#}\" text-anchor=\"middle\">{mark:0.###}</text>"));
        foreach (double mark in y.Marks(5))
            pieces.Add(Html.Of($"<path class=\"grid\" d=\"M{Left:0.#} {AtY(mark):0.#}H{right:0.#}\"/><text x=\"{Left - 7:0.#}\" y=\"{AtY(mark) + 4:0.#}\" text-anchor=\"end\">{mark:0.###}</text>"));
        pieces.Add(Html.Of($"<text x=\"{(Left + right) / 2:0.#}\" y=\"{height - 8}\" text-anchor=\"middle\">{x.Title}</text>"));
        pieces.Add(Html.Of($"<text transform=\"translate(13 {(Top + bottom) / 2:0.#}) rotate(-90)\" text-anchor=\"middle\">{y.Title}</text>"));
        if (marked is { } best) pieces.Add(Html.Of($"<path class=\"best\" d=\"M{AtX(best):0.#} {Top:0.#}V{bottom:0.#}\"/>"));
        foreach (var line in series)
        {
            var points = Html.Join(line.Points.Select(point => Html.Of($"{AtX(point.X):0.#},{AtY(point.Y):0.#}")), " ");
            pieces.Add(Html.Of($"<polyline class=\"line {StyleClass(line.Style)}\" points=\"{points}\"/>"));
        }
        return Html.Of($"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{description}\">{Html.Join(pieces)}</svg>");
    }

    /// <summary>The lines' colours and dashes with their names.</summary>
    public static Html Legend(IEnumerable<(string Name, int Style)> entries) =>
        Html.Of($"<ul class=\"legend\">{Html.Join(entries.Select(entry => Html.Of($"<li>{Swatch(entry.Style)}{entry.Name}</li>")))}</ul>");

    /// <summary>A short piece of a model's line.</summary>
    public static Html Swatch(int style) =>
        Html.Of($"<svg class=\"swatch\" viewBox=\"0 0 30 8\" aria-hidden=\"true\"><path class=\"line {StyleClass(style)}\" d=\"M1 4H29\"/></svg>");

    private static string StyleClass(int style) => style < 0 ? "quiet" : $"s{style % 8}";
}
