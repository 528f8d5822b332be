using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>Spectra → mel bands and their logarithms [batch, frames, mels].</summary>
internal static class MelGraph
{
    /// <param name="clipSamples">As in <see cref="SpectrumGraph"/>.</param>
    public static string Bands(GraphBuilder graph, MelOptions options, int? clipSamples, string waveform)
    {
        var spectrum = new SpectrumGraph(graph, options, clipSamples);
        string values = spectrum.Raised(spectrum.Power(waveform), options.Power);
        float[] matrix = Matrix(options, spectrum);
        return graph.MatrixProduct("mel", values, graph.Table(OnnxTensor.Of("mel_matrix", matrix, matrix.Length / options.MelBands, options.MelBands)));
    }

    /// <summary>On the scale that the options ask for; decibels are floored below, and with no reference relative to, the example's maximum.</summary>
    public static string LogarithmOfBands(GraphBuilder graph, LogarithmicMelOptions options, int? clipSamples, string waveform)
    {
        bool isPrecise = clipSamples is null;   // for trees, not for networks
        string mel = Bands(graph, options, clipSamples, waveform);
        string minimum = graph.Single((float)options.MinimumPower);
        string positive = options.Logarithm == MelLogarithm.NaturalWithOffset ? graph.Add("mel_with_offset", mel, minimum) : graph.Add("mel_floored", "Max", [mel, minimum]);
        if (options.Logarithm != MelLogarithm.Decibels) return DecibelGraph.Logarithm(graph, positive, isPrecise);

        string decibels = DecibelGraph.Of(graph, positive, isPrecise);
        if (options.ReferencePower is { } reference and not 1)
            decibels = graph.Subtract("decibels_to_reference", decibels, graph.Single((float)(10 * Math.Log10(Math.Max(options.MinimumPower, reference)))));
        string floored = options.TopDecibels is { } range ? DecibelGraph.Floored(graph, decibels, range) : decibels;
        return options.ReferencePower is null ? graph.Subtract("decibels_to_maximum", floored, DecibelGraph.Maximum(graph, decibels)) : floored;
    }

    /// <summary>The filter bank [mels, bins] transposed, its bins in the order in which the DFT makes them [columns, mels]; a bin made twice counts once.</summary>
    private static float[] Matrix(MelOptions options, SpectrumGraph spectrum)
    {
        int mels = options.MelBands, bins = 1 + options.FftLength / 2;
        float[] filters = options.MelFilters();
        double scale = Scale(options.SpectrumNormalization, options.Power, options.FftLength, spectrum);
        int[] order = spectrum.Columns;
        float[] matrix = new float[order.Length * mels];
        for (int i = 0; i < order.Length; i++)
            for (int mel = 0; mel < mels && order[i] >= 0; mel++) matrix[i * mels + mel] = (float)(filters[mel * bins + order[i]] * scale);
        return matrix;
    }

    /// <summary>What |X|^power is multiplied with for |X / norm|^power.</summary>
    public static double Scale(SpectrumNormalization normalization, double power, int fftLength, SpectrumGraph spectrum) => Math.Pow(normalization switch
    {
        SpectrumNormalization.Window => Math.Sqrt(spectrum.WindowEnergy),
        SpectrumNormalization.FrameLength => Math.Sqrt(fftLength),
        _ => 1,
    }, -power);
}
