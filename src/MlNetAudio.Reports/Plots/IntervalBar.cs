using MlNetAudio.Evaluation;
using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports.Plots;

/// <summary>A value and its interval as a dot on a bar, drawn to one scale down a column so that overlap is seen at a glance. The numbers stand beside it as text.</summary>
internal static class IntervalBar
{
    private const int Width = 120;

    /// <param name="from">Left end of the column's scale; its right end is 1.</param>
    public static Html Draw(double value, Interval? interval, double from)
    {
        double At(double place) => 4 + (Width - 8) * (Math.Clamp(place, from, 1) - from) / (1 - from);
        var range = interval is null ? Html.Empty : Html.Of($"<path class=\"range\" d=\"M{At(interval.Lower):0.#} 7H{At(interval.Upper):0.#}\"/>");
        return Html.Of($"<svg class=\"bar\" viewBox=\"0 0 {Width} 14\" aria-hidden=\"true\"><path class=\"grid\" d=\"M4 7H{Width - 4}\"/>{range}<circle cx=\"{At(value):0.#}\" cy=\"7\" r=\"3.5\"/></svg>");
    }
}
