using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>waveform → MFCC [batch, coefficients, frames]: the log-mel bands times the matrix of the cosine transform, the lifter inside it.</summary>
internal static class CepstrumGraph
{
    /// <param name="clipSamples">As in <see cref="SpectrumGraph"/>.</param>
    public static string Append(GraphBuilder graph, MfccOptions options, int? clipSamples, string waveform)
    {
        string bands = MelGraph.LogarithmOfBands(graph, options, clipSamples, waveform);
        string matrix = graph.Table(OnnxTensor.Of("cosine_matrix", Matrix(options), options.MelBands, options.Coefficients));
        return graph.Transpose("mfcc", graph.MatrixProduct("mfcc_by_frame", bands, matrix), 0, 2, 1);
    }

    /// <summary>[mels, coefficients].</summary>
    private static float[] Matrix(MfccOptions options)
    {
        var transform = new Dct(options.MelBands, options.Coefficients, options.DctType, options.OrthonormalDct).Matrix;
        float[] matrix = new float[transform.Length];
        for (int k = 0; k < options.Coefficients; k++)
        {
            double lift = options.Lifter > 0 ? 1 + options.Lifter / 2 * Math.Sin(Math.PI * (k + 1) / options.Lifter) : 1;
            for (int mel = 0; mel < options.MelBands; mel++) matrix[mel * options.Coefficients + k] = (float)(transform[k * options.MelBands + mel] * lift);
        }
        return matrix;
    }
}
