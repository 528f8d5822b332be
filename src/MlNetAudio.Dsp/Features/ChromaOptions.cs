using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How power spectra are gathered by pitch class.</summary>
public sealed record ChromaOptions : SpectralOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz, tuning estimated: for <c>with</c>.</summary>
    public static ChromaOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>Pitch classes of an octave: n_chroma.</summary>
    public int Chromas { get; init => field = Require.Positive(value); } = 12;

    /// <summary>Deviation from A = 440 Hz in pitch classes, −100..100; null: estimated from the signal, all of which is then needed before the first frame.</summary>
    public double? Tuning { get; init => field = value is { } classes ? Require.Between(classes, -100, 100) : null; }

    /// <summary>Of each frame's values: norm.</summary>
    public ChromaNormalization Normalization { get; init; } = ChromaNormalization.Maximum;

    /// <summary>Of the weights that each bin has in the filter bank.</summary>
    public ChromaNormalization FilterNormalization { get; init; } = ChromaNormalization.Euclidean;

    /// <summary>The octave that counts most, 0 being that of 27.5 Hz: ctroct.</summary>
    public double CenterOctave { get; init => field = Require.Finite(value); } = 5;

    /// <summary>Standard deviation, in octaves, of the weight around it; null: every octave counts the same.</summary>
    public double? OctaveWidth { get; init => field = value is { } octaves ? Require.Positive(octaves) : null; } = 2;

    /// <summary>Row 0 is C; else A: base_c.</summary>
    public bool StartsAtC { get; init; } = true;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new ChromaExtractor(this);
}
