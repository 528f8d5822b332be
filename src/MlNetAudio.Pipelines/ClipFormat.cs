using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines;

/// <summary>What the clips of a run or of an artifact are, as values in a row: mono samples at one rate, or spectrograms of one number of mel bands.</summary>
/// <param name="SampleRateHz">0 of spectrograms.</param>
/// <param name="Mels">Rows of every spectrogram; null: clips are samples.</param>
internal sealed record ClipFormat(int SampleRateHz, int? Mels = null)
{
    /// <summary>The input of an artifact's graph.</summary>
    public string InputName => Mels is null ? "waveform" : "spectrogram";

    /// <summary>What an artifact reads.</summary>
    public static ClipFormat Of(ArtifactMetadata metadata) => new(metadata.SampleRateHz, metadata.Spectrogram?.Mels);

    /// <summary>What the values of a clip are called.</summary>
    public string Values => Mels is null ? "samples" : "values";

    /// <summary>Of a batch: [clips, samples] or [clips, mels, frames].</summary>
    /// <exception cref="ArgumentException">A clip is no whole number of frames.</exception>
    public long[] Shape(int clips, int values)
    {
        if (Mels is not { } mels) return [clips, values];
        return values % mels == 0 ? [clips, mels, values / mels] : throw new ArgumentException(FormattableString.Invariant($"A clip must be a spectrogram of {mels} mel bands, got {values} values."));
    }

    /// <summary>Samples, or frames, of a clip of so many values.</summary>
    public int Length(int values) => Mels is { } mels ? values / mels : values;

    /// <summary>Samples [samples], or a spectrogram [mels, frames], row-major.</summary>
    /// <exception cref="AudioFileException">The file cannot be read, or holds something else.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public float[] Load(string path, AudioReaderOptions? options = null, CancellationToken cancellation = default) =>
        Mels is { } mels ? SpectrogramFile.Load(path, mels).Values : AudioFile.LoadMono(path, SampleRateHz, options, cancellation);
}
