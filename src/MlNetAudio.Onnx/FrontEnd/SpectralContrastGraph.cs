using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform → spectral contrast [batch, bands + 1, frames] of clips of any length: the mean of the largest less the mean of the smallest magnitudes of each octave.</summary>
internal static class SpectralContrastGraph
{
    private const float MinimumPower = 1e-10f;

    private const double TopDecibels = 80;

    public static string Append(GraphBuilder graph, SpectralContrastOptions options, string waveform)
    {
        var spectrum = new SpectrumGraph(graph, options, clipSamples: null);
        string magnitude = spectrum.ByFrequency(spectrum.Raised(spectrum.Power(waveform), 1));
        List<string> peaks = [], valleys = [];
        foreach (var (band, first, end, averaged) in Bands(options))
        {
            string bins = graph.Slice($"band_{band}", magnitude, first, end, axis: 2);
            peaks.Add(Extreme(graph, $"band_{band}_peak", bins, averaged, largest: true));
            valleys.Add(Extreme(graph, $"band_{band}_valley", bins, averaged, largest: false));
        }
        string peak = graph.Concat("peaks", peaks, axis: 2), valley = graph.Concat("valleys", valleys, axis: 2);
        if (!options.Linear) (peak, valley) = (Decibels(graph.Within("peak"), peak), Decibels(graph.Within("valley"), valley));
        return graph.Transpose("contrast", graph.Subtract("contrast_by_frame", peak, valley), 0, 2, 1);
    }

    private static string Extreme(GraphBuilder graph, string name, string bins, int averaged, bool largest)
    {
        string values = graph.TopK($"{name}_bins", bins, graph.Integers(averaged), largest, axis: 2);
        return averaged == 1 ? values : PreciseFunctions.Mean(graph, name, values);
    }

    private static string Decibels(GraphBuilder graph, string power) =>
        DecibelGraph.Floored(graph, DecibelGraph.Of(graph, graph.Add("floored", "Max", [power, graph.Single(MinimumPower)]), isPrecise: true), TopDecibels);

    /// <summary>The bins of each band, and how many of them are averaged at each end, as <see cref="SpectralContrastExtractor"/> cuts them: with the bin below, and but for the last without the topmost.</summary>
    private static IEnumerable<(int Band, int First, int End, int Averaged)> Bands(SpectralContrastOptions options)
    {
        double spacing = 1 / (options.FftLength * (1.0 / options.SampleRateHz));
        int[] bins = [.. Enumerable.Range(0, 1 + options.FftLength / 2)];
        for (int band = 0; band <= options.Bands; band++)
        {
            double lower = band == 0 ? 0 : options.MinimumFrequencyHz * Math.Pow(2, band - 1), upper = options.MinimumFrequencyHz * Math.Pow(2, band);
            bool isLast = band == options.Bands;
            int first = bins.First(bin => bin * spacing >= lower) - (band > 0 ? 1 : 0), end = isLast ? bins.Length : bins.Last(bin => bin * spacing <= upper) + 1;
            int sorted = end - first - (isLast ? 0 : 1), averaged = Math.Max(1, (int)Math.Round(options.Quantile * (end - first), MidpointRounding.ToEven));
            yield return (band, first, first + sorted, Math.Min(averaged, sorted));
        }
    }
}
