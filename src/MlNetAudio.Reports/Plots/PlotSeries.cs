namespace MlNetAudio.Reports.Plots;

/// <summary>One line of a plot.</summary>
/// <param name="Style">Which colour and dash, 0..7: a model keeps its own through the page, the two losses of a training plot have theirs; −1 is the quiet reference line.</param>
internal sealed record PlotSeries(string Name, int Style, IReadOnlyList<(double X, double Y)> Points);
