using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform → a number or a few for each spectrum [batch, rows, frames], of clips of any length.</summary>
/// <remarks>
/// Sums over bins are in double, and not products with a column of weights, which ONNX Runtime rounds by the place of the frame in the batch: a clip's numbers must not depend on its neighbours.
/// </remarks>
internal static class SpectralShapeGraph
{
    /// <summary>The smallest normal number: a spectrum whose magnitudes sum to less is not scaled.</summary>
    private const float SmallestSum = 1.17549435e-38f;

    /// <summary>|X|^power in order of frequency.</summary>
    public static string Spectrogram(GraphBuilder graph, SpectrogramOptions options, string waveform)
    {
        var spectrum = new SpectrumGraph(graph, options, clipSamples: null);
        string raised = spectrum.ByFrequency(spectrum.Raised(spectrum.Power(waveform), options.Power));
        double scale = MelGraph.Scale(options.Normalization, options.Power, options.FftLength, spectrum);
        return RowsFirst(graph, scale == 1 ? raised : graph.Multiply("scaled", raised, graph.Single((float)scale)));
    }

    /// <summary>Σ f·|X| / Σ |X|.</summary>
    public static string Centroid(GraphBuilder graph, SpectralCentroidOptions options, string waveform)
    {
        var spectrum = new SpectrumGraph(graph, options, clipSamples: null);
        return RowsFirst(graph, CentroidAndSum(graph, options, spectrum, spectrum.Raised(spectrum.Power(waveform), 1)).Centroid);
    }

    /// <summary>(Σ |X|·|f − centroid|^p / Σ |X|)^(1/p).</summary>
    public static string Bandwidth(GraphBuilder graph, SpectralBandwidthOptions options, string waveform)
    {
        var spectrum = new SpectrumGraph(graph, options, clipSamples: null);
        string magnitude = spectrum.Raised(spectrum.Power(waveform), 1);
        var (centroid, sum) = CentroidAndSum(graph, options, spectrum, magnitude);
        float[] hertz = [.. OfColumns(spectrum, bin => Hertz(options, bin)).Select(value => (float)value)];
        string deviation = graph.Subtract("deviation", graph.Table(OnnxTensor.Of("hertz", hertz, hertz.Length)), centroid);   // written out: as Σ f²·|X| − … it would cancel
        bool isSquare = options.Exponent == 2;
        string distance = isSquare
            ? graph.Multiply("squared_deviation", deviation, deviation)
            : PreciseFunctions.Pow(graph, "deviation_power", graph.Add("distance", "Abs", [deviation]), options.Exponent);
        string moment = Sums(graph, "moment", spectrum, graph.Multiply("weighted_deviation", magnitude, distance), _ => 1);
        if (options.Normalized) moment = graph.Divide("moment_of_share", moment, sum);
        return RowsFirst(graph, isSquare ? graph.Add("bandwidth", "Sqrt", [moment]) : PreciseFunctions.Pow(graph, "bandwidth", moment, 1 / options.Exponent));
    }

    /// <summary>Geometric / arithmetic mean of max(minimum, |X|^exponent).</summary>
    public static string Flatness(GraphBuilder graph, SpectralFlatnessOptions options, string waveform)
    {
        var spectrum = new SpectrumGraph(graph, options, clipSamples: null);
        string power = graph.Add("floored", "Max", [spectrum.Raised(spectrum.Power(waveform), options.Exponent), graph.Single((float)options.MinimumPower)]);
        double share = 1.0 / (1 + options.FftLength / 2);
        string arithmetic = Sums(graph, "arithmetic_mean", spectrum, power, _ => share);
        string logarithm = Sums(graph, "mean_log", spectrum, PreciseFunctions.Log(graph, "floored_log", power), _ => share);
        return RowsFirst(graph, graph.Divide("flatness", PreciseFunctions.Exp(graph, "geometric_mean", logarithm), arithmetic));
    }

    /// <summary>Frequency of the first bin up to which at least the fraction of Σ |X| lies.</summary>
    public static string Rolloff(GraphBuilder graph, SpectralRolloffOptions options, string waveform)
    {
        var spectrum = new SpectrumGraph(graph, options, clipSamples: null);
        string magnitude = spectrum.ByFrequency(spectrum.Raised(spectrum.Power(waveform), 1));
        string sums = graph.Add("sums_to_bin", "CumSum", [magnitude, graph.Integer(2)]);
        string threshold = graph.Multiply("rolloff_threshold", graph.Slice("whole_sum", sums, -1, GraphOperators.ToTheEnd, axis: 2), graph.Single((float)options.Fraction));
        string below = graph.Cast("below_threshold", graph.Add("is_below_threshold", "Less", [sums, threshold]), OnnxElementType.Float);
        string bin = graph.Cast("rolloff_bin", graph.ReduceSum("bins_below", below, axis: 2, keepAxis: true), OnnxElementType.Int64);
        float[] hertz = [.. Enumerable.Range(0, 1 + options.FftLength / 2).Select(i => (float)Hertz(options, i))];
        return RowsFirst(graph, graph.Gather("rolloff", graph.Table(OnnxTensor.Of("hertz_of_bin", hertz, hertz.Length)), bin, axis: 0));
    }

    private static (string Centroid, string Sum) CentroidAndSum(GraphBuilder graph, SpectralOptions options, SpectrumGraph spectrum, string magnitude)
    {
        string sum = Sums(graph, "magnitude_sum", spectrum, magnitude, _ => 1), weighted = Sums(graph, "hertz_sum", spectrum, magnitude, bin => Hertz(options, bin));
        string vanishes = graph.Add("sum_vanishes", "Less", [sum, graph.Single(SmallestSum)]);
        string divisor = graph.Add("sum_or_one", "Where", [vanishes, graph.Single(1), sum]);
        return (graph.Divide("centroid", weighted, divisor), divisor);
    }

    /// <summary>Σ weight(bin) · value [batch, frames, 1].</summary>
    private static string Sums(GraphBuilder graph, string name, SpectrumGraph spectrum, string values, Func<int, double> weight) =>
        PreciseFunctions.WeightedSum(graph, name, values, OfColumns(spectrum, weight));

    /// <summary>0 for a column whose bin stands in another column already.</summary>
    private static double[] OfColumns(SpectrumGraph spectrum, Func<int, double> weight) => [.. spectrum.Columns.Select(bin => bin < 0 ? 0 : weight(bin))];

    /// <summary>As numpy.fft.rfftfreq rounds it.</summary>
    private static double Hertz(SpectralOptions options, int bin) => bin * (1 / (options.FftLength * (1.0 / options.SampleRateHz)));

    private static string RowsFirst(GraphBuilder graph, string byFrame) => graph.Transpose("rows_first", byFrame, 0, 2, 1);
}
