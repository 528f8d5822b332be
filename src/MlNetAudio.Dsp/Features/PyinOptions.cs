namespace MlNetAudio.Dsp.Features;

/// <summary>pYIN: YIN with a distribution of thresholds instead of one, and the likeliest path of pitch and voicing through all frames. The defaults are librosa's.</summary>
public sealed record PyinOptions : PitchOptions, IFeatureOptions
{
    /// <summary>n_thresholds: at 1/n, 2/n … 1.</summary>
    public int Thresholds { get; init => field = Require.Positive(value); } = 100;

    /// <summary>beta_parameters[0]: a of the thresholds' prior Beta(a, b), whose mean is a/(a + b).</summary>
    public double BetaA { get; init => field = Require.Positive(value); } = 2;

    /// <summary>beta_parameters[1]: b of the thresholds' prior Beta(a, b).</summary>
    public double BetaB { get; init => field = Require.Positive(value); } = 18;

    /// <summary>boltzmann_parameter λ: of the troughs below a threshold, the k-th weighs exp(−λk), so that short periods are preferred.</summary>
    public double BoltzmannParameter { get; init => field = Require.Positive(value); } = 2;

    /// <summary>resolution: width of a pitch bin in semitones, above 0 and below 1.</summary>
    public double SemitonesPerBin
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"SemitonesPerBin must be above 0 and below 1, got {value}."));
    } = 0.1;

    /// <summary>max_transition_rate: how fast a pitch may change, in octaves a second.</summary>
    public double OctavesPerSecond { get; init => field = Require.Positive(value); } = 35.92;

    /// <summary>switch_prob: that a frame is voiced where the one before is not, or the other way round.</summary>
    public double SwitchProbability { get; init => field = Probability(value, nameof(SwitchProbability)); } = 0.01;

    /// <summary>no_trough_prob: what the deepest trough gets of the thresholds that no trough is below.</summary>
    public double NoTroughProbability { get; init => field = Probability(value, nameof(NoTroughProbability)); } = 0.01;

    /// <summary>fill_na: the frequency of frames without a pitch; null takes the best guess there is. NaN is 0 in a feature matrix, which is finite.</summary>
    public double? UnvoicedHz { get; init; } = double.NaN;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new PyinExtractor(this);

    private static double Probability(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be between 0 and 1, got {value}."));
}
