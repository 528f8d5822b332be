namespace MlNetAudio.Dsp.Features;

/// <summary>How a feature's change over time is estimated: the derivative, at each frame, of the polynomial that fits the frames around it best. The defaults are librosa's.</summary>
public sealed record DeltaOptions
{
    /// <summary>librosa.feature.delta.</summary>
    public static DeltaOptions Librosa => new();

    /// <summary>torchaudio.transforms.ComputeDeltas: Σ n·(x[t+n] − x[t−n]) / (2·Σ n²), which is the slope of the best straight line.</summary>
    public static DeltaOptions Torchaudio => new() { Width = 5, Edges = DeltaEdges.Nearest };

    /// <summary>Frames, odd, at least 3.</summary>
    public int Width
    {
        get;
        init => field = value >= 3 && value % 2 == 1 ? value : throw new ArgumentOutOfRangeException(null, $"Width must be odd and at least 3, got {value}.");
    } = 9;

    /// <summary>Which derivative: 1 is the delta, 2 the delta of second order.</summary>
    public int Order { get; init => field = Require.Positive(value); } = 1;

    /// <summary>Of the polynomial, from Order up and below Width. Null: Order.</summary>
    public int? Degree { get; init => field = value is { } degree ? Require.Positive(degree) : null; }

    public DeltaEdges Edges { get; init; }
}
