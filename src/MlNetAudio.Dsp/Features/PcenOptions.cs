namespace MlNetAudio.Dsp.Features;

/// <summary>
/// Which mel spectrogram S is normalised, and how: (S / (ε + M)^gain + bias)^c − bias^c, M being S smoothed over time, M[t] = (1 − b)·M[t − 1] + b·S[t].
/// </summary>
public sealed record PcenOptions : MelOptions, IFeatureOptions
{
    /// <summary>librosa's defaults at its default rate, 22050 Hz, of the magnitude mel spectrogram times 2³¹ that its documentation recommends: for <c>with</c>.</summary>
    public static PcenOptions Librosa => new() { SampleRateHz = 22_050 };

    /// <summary>Whose <see cref="MelOptions.Power"/> is 1: magnitudes, as the documentation of librosa.pcen recommends.</summary>
    public PcenOptions() => Power = 1;

    /// <summary>What the mel spectrogram is multiplied with. The default takes samples in −1..1 to those of 32 bits, for which the other defaults are meant.</summary>
    public double Scale { get; init => field = Require.Positive(value); } = 1L << 31;

    /// <summary>0: loudness stays; 1: it is divided out. At most 2.</summary>
    public double Gain { get; init => field = Require.Between(value, 0, 2); } = 0.98;

    public double Bias { get; init => field = Require.NotNegative(value); } = 2;

    /// <summary>c, librosa's power, 0..1; 0 takes the logarithm instead: log(1 + S / (ε + M)^gain).</summary>
    public double CompressionExponent { get; init => field = Require.Between(value, 0, 1); } = 0.5;

    /// <summary>Of the smoothing: time_constant.</summary>
    public double TimeConstantSeconds { get; init => field = Require.Positive(value); } = 0.4;

    /// <summary>ε.</summary>
    public double Epsilon { get; init => field = Require.Positive(value); } = 1e-6;

    /// <summary>b, 0..1; null: from the time constant.</summary>
    public double? Smoothing
    {
        get;
        init => field = value is null or (>= 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Smoothing must lie in 0..1, got {value}."));
    }

    /// <summary>Bands whose maximum is smoothed in the place of each band: max_size. 1: only itself.</summary>
    public int MaximumBands { get; init => field = Require.Positive(value); } = 1;

    /// <summary>(1 − b)·M of the frame before the first: zi. Null: 1 − b, as librosa has it, whatever the signal.</summary>
    public double? InitialState { get; init => field = value is { } state ? Require.NotNegative(state) : null; }

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new PcenExtractor(this);
}
