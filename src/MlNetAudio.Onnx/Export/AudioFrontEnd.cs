using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>The part of an artifact that turns waveform [batch, samples], or a spectrogram, into what its classifier reads.</summary>
public abstract record AudioFrontEnd
{
    /// <summary>Rate at which the artifact expects its samples; of spectrograms, that of the recordings behind them, 0 where it is not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
    public required int SampleRateHz
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"SampleRateHz must be positive, got {value}.");
    }

    /// <summary>What this front end is, in a few words, for whoever looks at the file.</summary>
    internal abstract string Description { get; }

    /// <summary>Samples that the graph pads or crops to; null: clips of any length as they are.</summary>
    internal abstract int? FixedClipSamples { get; }

    /// <summary>Samples behind which nothing of a clip counts; null: all of it does.</summary>
    internal virtual int? HeardSamples => null;

    /// <summary>What is read instead of a waveform; null: a waveform.</summary>
    internal virtual SpectrogramShape? Spectrogram => null;

    /// <param name="input">Name of the waveform [batch, samples] or spectrogram [batch, mels, frames].</param>
    internal abstract FeatureValue Append(GraphBuilder graph, string input);

    /// <summary>Said in a description where it is not the default.</summary>
    private protected static string ClipDescription(ClipStandardization standardization) => standardization switch
    {
        ClipStandardization.Rows => ", each row standardised within the clip,",
        ClipStandardization.Whole => ", standardised within the clip,",
        _ => "",
    };
}
