using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Pipelines;

/// <summary>What the clips of a run or of an artifact are, as values in a row: mono samples at one rate, or spectrograms of one number of mel bands.</summary>
/// <param name="SampleRateHz">0 of spectrograms.</param>
/// <param name="Mels">Rows of every spectrogram; null: clips are samples.</param>
internal sealed record ClipFormat(int SampleRateHz, int? Mels = null)
{
    /// <summary>Samples, or frames, of a clip of so many values.</summary>
    public int Length(int values) => Mels is { } mels ? values / mels : values;

    /// <summary>Samples [samples], or a spectrogram [mels, frames], row-major.</summary>
    /// <exception cref="AudioFileException">The file cannot be read, or holds something else.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public float[] Load(string path, CancellationToken cancellation = default) =>
        Mels is { } mels ? SpectrogramFile.Load(path, mels).Values : AudioFile.LoadMono(path, SampleRateHz, cancellation: cancellation);
}
