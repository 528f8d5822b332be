namespace MlNetAudio.Dsp.Features;

/// <summary>Which peaks of magnitude spectra count as pitches, and how finely their tuning is told.</summary>
public sealed record TuningOptions : SpectralOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz: for <c>with</c>. librosa's hop is a quarter of the window.</summary>
    public static TuningOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>Of a bin (a pitch class); above 0, at most 1.</summary>
    public double Resolution
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Resolution must lie between 0 and 1, got {value}."));
    } = 0.01;

    public int BinsPerOctave { get; init => field = Require.Positive(value); } = 12;

    /// <summary>fmin of librosa.piptrack.</summary>
    public double MinimumFrequencyHz { get; init => field = Require.NotNegative(value); } = 150;

    /// <summary>At most half the sample rate counts: fmax of librosa.piptrack.</summary>
    public double MaximumFrequencyHz { get; init => field = Require.Positive(value); } = 4000;

    /// <summary>A peak counts above this part of its frame's largest magnitude.</summary>
    public double Threshold { get; init => field = Require.NotNegative(value); } = 0.1;
}
