namespace MlNetAudio.Dsp.Features;

/// <summary>How mel bands are put on a logarithmic scale.</summary>
public enum MelLogarithm
{
    /// <summary>10·log10(max(minimum, power)), less the reference's: librosa.power_to_db, torchaudio.transforms.AmplitudeToDB.</summary>
    Decibels,

    /// <summary>ln(max(minimum, power)).</summary>
    Natural,

    /// <summary>ln(power + minimum): torchaudio.transforms.MFCC with log_mels.</summary>
    NaturalWithOffset,
}
