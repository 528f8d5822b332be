using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.FrontEnd;

/// <summary>A feature's options → its graph, for clips of any length. Features of the same spectra compute them once.</summary>
/// <param name="Owner">Whose options they are, for messages.</param>
internal sealed record FeatureRowsGraph(string Owner, int SampleRateHz, string Waveform)
{
    /// <exception cref="ArgumentException">The graph has no such feature, or not with these options; the message names it.</exception>
    public FeatureRows Append(GraphBuilder graph, IFeatureOptions options) => options switch
    {
        RmsOptions rms => new(RmsGraph.Append(graph, $"{Owner}: RmsOptions", rms, Waveform), 1, IsDouble: true, rms.HopLength, ShortBy: rms.FrameLength % 2),
        ZcrOptions zcr => new(ZcrGraph.Append(graph, $"{Owner}: ZcrOptions", zcr, Waveform), 1, IsDouble: true, zcr.HopLength, ShortBy: zcr.FrameLength % 2),
        FeatureDeltaOptions delta => Delta(graph, delta),
        SpectralOptions spectral => Spectral(graph, spectral),
        _ => throw Unknown(options),
    };

    private FeatureRows Spectral(GraphBuilder graph, SpectralOptions options)
    {
        SpectralChecks.Check($"{Owner}: {options.GetType().Name}", SampleRateHz, options);
        var (name, rows) = options switch
        {
            SpectrogramOptions spectrogram => (SpectralShapeGraph.Spectrogram(graph, spectrogram, Waveform), 1 + spectrogram.FftLength / 2),
            MelSpectrogramOptions mel => (graph.Transpose("mel_rows", MelGraph.Bands(graph, mel, clipSamples: null, Waveform), 0, 2, 1), mel.MelBands),
            LogMelOptions logMel => (graph.Transpose("log_mel_rows", MelGraph.LogarithmOfBands(graph, logMel, clipSamples: null, Waveform), 0, 2, 1), logMel.MelBands),
            MfccOptions mfcc => (CepstrumGraph.Append(graph, mfcc, clipSamples: null, Waveform), mfcc.Coefficients),
            SpectralCentroidOptions centroid => (SpectralShapeGraph.Centroid(graph, centroid, Waveform), 1),
            SpectralBandwidthOptions bandwidth => (SpectralShapeGraph.Bandwidth(graph, bandwidth, Waveform), 1),
            SpectralRolloffOptions rolloff => (SpectralShapeGraph.Rolloff(graph, rolloff, Waveform), 1),
            SpectralFlatnessOptions flatness => (SpectralShapeGraph.Flatness(graph, flatness, Waveform), 1),
            SpectralContrastOptions contrast => (SpectralContrastGraph.Append(graph, contrast, Waveform), contrast.Bands + 1),
            _ => throw Unknown(options),
        };
        return new(name, rows, IsDouble: false, options.HopLength, ShortBy: options.Centered ? 0 : options.FftLength);
    }

    private FeatureRows Delta(GraphBuilder graph, FeatureDeltaOptions options)
    {
        var feature = Append(graph, options.Feature);
        string value = feature.IsDouble ? graph.Cast("single", feature.Name, OnnxElementType.Float) : feature.Name;
        return feature with { Name = DeltaGraph.Append(graph.Within($"delta_{options.Delta.Order}"), options.Delta, value), IsDouble = false };
    }

    private ArgumentException Unknown(object options) => new(
        $"{Owner} holds {options.GetType().Name}, which the exported graph cannot compute: " +
        "it has RMS, ZCR, spectrogram, mel and log-mel bands, MFCC, spectral centroid, bandwidth, roll-off, flatness and contrast, and the deltas of them.");
}
