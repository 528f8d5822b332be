namespace MlNetAudio.Pipelines.Deep.Inputs;

/// <summary>What a network is given of a clip.</summary>
public abstract record NetworkInputOptions
{
    /// <param name="clipSamples">Length that clips are padded or cropped to, at that rate.</param>
    /// <exception cref="ArgumentException">The options do not fit each other, the rate or the length.</exception>
    internal abstract InputExtractor Create(int sampleRateHz, int clipSamples);

    /// <summary>Whether spectrograms that are there already can take the place of what would be computed; the options then say nothing.</summary>
    internal virtual bool ReadsSpectrograms => false;
}
