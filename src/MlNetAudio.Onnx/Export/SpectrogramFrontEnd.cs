using System.Diagnostics.CodeAnalysis;
using MlNetAudio.Networks;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// For recordings that are there as spectrograms only. spectrogram [batch, mels, frames] of any number of frames, padded at the end or cropped inside the graph → standardised
/// [batch, 1, mels, frames].
/// </summary>
public sealed record SpectrogramFrontEnd : AudioFrontEnd
{
    /// <param name="mels">Rows of every spectrogram.</param>
    /// <param name="frames">To which the graph pads or crops.</param>
    /// <param name="scaling">(value − Offset[mel]) · Scale[mel], of values as they come.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">The scaling is for another number of mels.</exception>
    [SetsRequiredMembers]
    public SpectrogramFrontEnd(int mels, int frames, FeatureScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        (Mels, Frames) = (Positive(nameof(mels), mels), Positive(nameof(frames), frames));
        if (scaling.Offset.Count != mels)
            throw new ArgumentException($"scaling has {scaling.Offset.Count} values, but the spectrograms have {mels} mel bands; give one for each.", nameof(scaling));
        Scaling = scaling;
    }

    public int Mels { get; }

    public int Frames { get; }

    public FeatureScaling Scaling { get; }

    /// <summary>What stands behind the last frame of a shorter one, before the scaling: for decibels the value of silence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public float PaddingValue
    {
        get;
        init => field = float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"PaddingValue must be finite, got {value}."));
    }

    public ClipStandardization ClipStandardization { get; init; }

    /// <summary>The network is told how many frames are the spectrogram's own and reads no further; it needs a time axis.</summary>
    public bool TellsLengths { get; init; }

    internal override string Description => FormattableString.Invariant(
        $"spectrogram of {Mels} mels{ClipDescription(ClipStandardization)} and the first {Frames} frames, shorter ones padded with {PaddingValue}");

    internal override int? FixedClipSamples => null;

    internal override SpectrogramShape Spectrogram => new(Mels, Frames);

    /// <exception cref="ArgumentException">ClipStandardization does not go with TellsLengths.</exception>
    internal override FeatureValue Append(GraphBuilder graph, string input)
    {
        if (TellsLengths && ClipStandardization != ClipStandardization.None)
            throw new ArgumentException($"SpectrogramFrontEnd.ClipStandardization must be None where TellsLengths is set, got {ClipStandardization}: the padding would count.");
        string fitted = SignalPadding.Fitted(graph, "fitted", input, Frames, PaddingValue);
        string value = StandardizationGraph.Append(graph, ClipStandardization, Scaling, fitted, Frames);
        return new(graph.Unsqueeze("spectrogram", value, axis: 1), Shape.Of(1, Mels, Frames), TellsLengths ? ClipLengthGraph.Values(graph, input, axis: 2, Frames) : null);
    }

    private static int Positive(string name, int value) => value > 0 ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be positive, got {value}.");
}
