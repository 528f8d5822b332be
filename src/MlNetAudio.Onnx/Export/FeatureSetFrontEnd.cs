using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// waveform [batch, samples] → [batch, columns]: statistics over time of features, as <see cref="FeatureSetExtractor"/> orders and names them. Any clip length from one sample on; the clips of a
/// batch have one length.
/// </summary>
/// <remarks>
/// Spectra are float32 here and double in the extractor, so the columns agree to some 1e-5 of a feature's range, not to the last bit: what a tree compares with thresholds must come from
/// <see cref="AudioArtifact.BuildFeatures"/> in training, too. Where the extractor asks for more samples, a clip is padded with zeros to a frame that is not centred, and its last frame repeated
/// to the width of a delta.
/// </remarks>
public sealed record FeatureSetFrontEnd : AudioFrontEnd
{
    /// <summary>Of Dsp's features RMS, ZCR, spectrogram, mel and log-mel bands, MFCC, spectral centroid, bandwidth, roll-off, flatness and contrast, and the deltas of them; all statistics.</summary>
    public required FeatureSetOptions Options { get; init; }

    /// <summary>What each column is: "rms_mean", "mfcc_3_std".</summary>
    /// <exception cref="ArgumentException">As <see cref="FeatureSetExtractor"/>.</exception>
    public IReadOnlyList<string> Names => new FeatureSetExtractor(Options).Names;

    internal override string Description
    {
        get
        {
            string[] names = [.. Options.Features.Select(Name)];
            return $"{string.Join(", ", Options.Statistics)} over time of {string.Join(", ", names)}";
        }
    }

    internal override int? FixedClipSamples => null;

    /// <exception cref="ArgumentException">The graph cannot compute a feature, or not with its options; or options do not go together.</exception>
    internal override FeatureValue Append(GraphBuilder graph, string input)
    {
        var value = FeatureSetGraph.Append(graph, "FeatureSetFrontEnd.Options", SampleRateHz, Options, input);
        return value.Shape[0] == Names.Count ? value : throw new InvalidOperationException($"The graph has {value.Shape[0]} columns, the extractor {Names.Count}.");
    }

    /// <summary>"mfcc": the options' name without what all of them have.</summary>
    private static string Name(IFeatureOptions options) => options is FeatureDeltaOptions delta ? $"delta of {Name(delta.Feature)}" : options.GetType().Name.Replace("Options", "", StringComparison.Ordinal);
}
