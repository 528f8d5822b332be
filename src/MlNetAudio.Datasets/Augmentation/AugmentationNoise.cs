namespace MlNetAudio.Datasets.Augmentation;

/// <summary>What noise is mixed into recordings.</summary>
public enum AugmentationNoise
{
    /// <summary>White, pink or brown, by chance.</summary>
    AnyColor,

    White,

    Pink,

    Brown,

    /// <summary>Parts of the recordings in <see cref="WaveformAugmentation.NoiseFolder"/>.</summary>
    Recordings,
}
