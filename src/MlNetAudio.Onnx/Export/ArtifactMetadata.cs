namespace MlNetAudio.Onnx.Export;

/// <summary>What an artifact says about itself besides its graph: stored in the file as metadata_props under keys that begin with "audio.".</summary>
public sealed record ArtifactMetadata
{
    /// <summary>Short name of the model: "cnn".</summary>
    public required string Name { get; init; }

    /// <summary>"classical" or "deep".</summary>
    public required string Kind { get; init; }

    /// <summary>In the order of the probability columns; with two, the negative one first.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Rate at which the waveform must come; of spectrograms, that of the recordings behind them, 0 where it is not known.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>Samples that the graph pads or crops to; null: the model reads clips of any length as they are.</summary>
    public int? ClipSamples { get; init; }

    /// <summary>What the model reads in place of a waveform; null: it reads a waveform.</summary>
    public SpectrogramShape? Spectrogram { get; init; }

    /// <summary>Fingerprint of the recordings that the model was trained on.</summary>
    public string? DataHash { get; init; }

    /// <summary>How training, validation and test parts were told apart.</summary>
    public string? SplitRule { get; init; }

    /// <summary>Measured on the test part, by name: "auc" → 0.97. Empty before the evaluation.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>With two labels, the second one; null otherwise.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>Version of the program that made the file.</summary>
    public required string ProducerVersion { get; init; }

    /// <summary>Anything else worth keeping, by a name of one's own.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>What no recording exceeds; a file that claims more would have every clip resampled to gigabytes.</summary>
    private const int HighestRateHz = 768_000;

    /// <summary>The longest recording that is read: every clip is brought to the model's length.</summary>
    private const int LongestClipSeconds = 4 * 3600;

    /// <exception cref="ArgumentException">Labels, positive label, rate or a name do not make sense.</exception>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Name)) throw new ArgumentException("ArtifactMetadata.Name is empty; name the model.");
        if (Spectrogram is { Mels: <= 0 } or { Frames: <= 0 }) throw new ArgumentException($"ArtifactMetadata.Spectrogram needs mels and frames, got {Spectrogram}.");
        if (Spectrogram is not null && ClipSamples is not null) throw new ArgumentException("ArtifactMetadata.ClipSamples is of waveforms; a model of spectrograms has none.");
        if (SampleRateHz is < 0 or > HighestRateHz || (SampleRateHz == 0 && Spectrogram is null))
            throw new ArgumentException($"ArtifactMetadata.SampleRateHz must be positive and at most {HighestRateHz}, got {SampleRateHz}.");
        if (ClipSamples <= 0) throw new ArgumentException($"ArtifactMetadata.ClipSamples must be positive, or null for any length, got {ClipSamples}.");
        if (ClipSamples > (long)LongestClipSeconds * SampleRateHz)
            throw new ArgumentException($"ArtifactMetadata.ClipSamples is {ClipSamples}, more than {LongestClipSeconds} s at {SampleRateHz} Hz.");
        if (Labels.Count < 2) throw new ArgumentException($"ArtifactMetadata.Labels needs at least two labels, got {Labels.Count}.");
        if (Labels.Any(string.IsNullOrEmpty)) throw new ArgumentException("ArtifactMetadata.Labels has an empty label.");
        if (Labels.GroupBy(label => label).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new ArgumentException($"ArtifactMetadata.Labels names '{twice.Key}' more than once.");
        if (PositiveLabel is not null && (Labels.Count != 2 || Labels[1] != PositiveLabel))
            throw new ArgumentException($"ArtifactMetadata.PositiveLabel is '{PositiveLabel}', but the labels are {string.Join(", ", Labels)}; it must be the second of two.");
        if (Extra.Keys.Any(string.IsNullOrWhiteSpace)) throw new ArgumentException("ArtifactMetadata.Extra has an entry without a name.");
    }
}
