namespace MlNetAudio.Datasets.Augmentation;

/// <summary>
/// How recordings are changed before features are made of them, differently in every epoch: stretched in time, shifted in pitch, cropped, shifted in time, made louder or softer, mixed with noise, in that
/// order, each with a probability of its own. Probabilities are 0 unless set, so nothing happens by default.
/// </summary>
/// <remarks>What is drawn from a range is uniform in it. Shift and gain cost next to nothing, noise little; stretch and pitch are phase vocoders and cost more than the features.</remarks>
public sealed record WaveformAugmentation
{
    private const double LargestDecibels = 120;

    /// <summary>Nothing.</summary>
    public static WaveformAugmentation None { get; } = new();

    /// <summary>What hardly ever hurts and costs nearly nothing: a little shift, gain and noise.</summary>
    public static WaveformAugmentation Light { get; } = new() { ShiftProbability = 0.5, GainProbability = 0.5, NoiseProbability = 0.3, MinimumSnrDecibels = 15, MaximumSnrDecibels = 40 };

    /// <summary>A sensible set for small data: <see cref="Light"/> more often and stronger, and now and then a stretch or another pitch.</summary>
    public static WaveformAugmentation Default { get; } = new() { ShiftProbability = 0.5, GainProbability = 0.5, NoiseProbability = 0.5, StretchProbability = 0.2, PitchProbability = 0.2 };

    public double NoiseProbability { get; init => field = Option.Fraction(value); }

    public AugmentationNoise Noise { get; init; }

    /// <summary>Folder with recordings of noise, those in folders below it included; for <see cref="AugmentationNoise.Recordings"/>, otherwise empty.</summary>
    public string NoiseFolder { get; init => field = value ?? throw new ArgumentNullException(nameof(NoiseFolder)); } = "";

    /// <summary>Signal-to-noise ratio, of the RMS of the clip and of the noise.</summary>
    public double MinimumSnrDecibels { get; init => field = Option.Between(value, -LargestDecibels, LargestDecibels); } = 10;

    public double MaximumSnrDecibels { get; init => field = Option.Between(value, -LargestDecibels, LargestDecibels); } = 40;

    public double GainProbability { get; init => field = Option.Fraction(value); }

    public double MinimumGainDecibels { get; init => field = Option.Between(value, -LargestDecibels, LargestDecibels); } = -6;

    public double MaximumGainDecibels { get; init => field = Option.Between(value, -LargestDecibels, LargestDecibels); } = 6;

    public double ShiftProbability { get; init => field = Option.Fraction(value); }

    /// <summary>To either side.</summary>
    public double MaximumShiftSeconds { get; init => field = Option.Between(value, 0, 3600); } = 0.1;

    /// <summary>What leaves at one end comes in at the other; otherwise silence comes in.</summary>
    public bool ShiftWraps { get; init; }

    /// <summary>Of a recording that is longer than what a network reads, any part is taken, another in every epoch; otherwise its beginning, which is also what a trained model reads.</summary>
    public bool CropsAnywhere { get; init; }

    public double StretchProbability { get; init => field = Option.Fraction(value); }

    /// <summary>Below 1 slower and longer, above 1 faster and shorter; what no longer fits is cut off.</summary>
    public double MinimumStretchRate { get; init => field = Option.Between(value, 0.25, 4); } = 0.9;

    public double MaximumStretchRate { get; init => field = Option.Between(value, 0.25, 4); } = 1.1;

    public double PitchProbability { get; init => field = Option.Fraction(value); }

    public double MinimumPitchSemitones { get; init => field = Option.Between(value, -24, 24); } = -2;

    public double MaximumPitchSemitones { get; init => field = Option.Between(value, -24, 24); } = 2;

    /// <summary>Nothing is asked for.</summary>
    public bool IsNone => !CropsAnywhere && NoiseProbability + GainProbability + ShiftProbability + StretchProbability + PitchProbability == 0;

    /// <exception cref="ArgumentException">A range has its ends the wrong way round, or the noise's folder is missing or not needed.</exception>
    internal void Check()
    {
        Option.Ordered(MinimumSnrDecibels, MaximumSnrDecibels, nameof(MinimumSnrDecibels), nameof(MaximumSnrDecibels));
        Option.Ordered(MinimumGainDecibels, MaximumGainDecibels, nameof(MinimumGainDecibels), nameof(MaximumGainDecibels));
        Option.Ordered(MinimumStretchRate, MaximumStretchRate, nameof(MinimumStretchRate), nameof(MaximumStretchRate));
        Option.Ordered(MinimumPitchSemitones, MaximumPitchSemitones, nameof(MinimumPitchSemitones), nameof(MaximumPitchSemitones));
        if (!Enum.IsDefined(Noise)) throw new ArgumentException($"{nameof(Noise)} must be an {nameof(AugmentationNoise)}, got {(int)Noise}.");
        if (Noise == AugmentationNoise.Recordings != NoiseFolder.Length > 0)
            throw new ArgumentException($"{nameof(Noise)} is {Noise} and {nameof(NoiseFolder)} is '{NoiseFolder}'; a folder goes with {nameof(AugmentationNoise.Recordings)}, and only with it.");
    }

    /// <summary>Every value, in the invariant culture.</summary>
    internal string Text() => FormattableString.Invariant($"""
        noise {NoiseProbability} {Noise} {MinimumSnrDecibels}..{MaximumSnrDecibels} dB, gain {GainProbability} {MinimumGainDecibels}..{MaximumGainDecibels} dB, shift {ShiftProbability} {MaximumShiftSeconds} s {ShiftWraps}, crop {CropsAnywhere}, stretch {StretchProbability} {MinimumStretchRate}..{MaximumStretchRate}, pitch {PitchProbability} {MinimumPitchSemitones}..{MaximumPitchSemitones}
        """);
}
