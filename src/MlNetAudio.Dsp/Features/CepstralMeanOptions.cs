namespace MlNetAudio.Dsp.Features;

/// <summary>Over which frames the mean is taken that is subtracted from a frame. The defaults are torchaudio's and Kaldi's.</summary>
public sealed record CepstralMeanOptions
{
    /// <summary>Frames.</summary>
    public int Window { get; init => field = Require.Positive(value); } = 600;

    /// <summary>Frames at the start over which the mean is taken at least, looking ahead; where frames are not centred.</summary>
    public int MinimumWindow { get; init => field = Require.Positive(value); } = 100;

    /// <summary>The window lies around the frame, else before it.</summary>
    public bool Centered { get; init; }

    /// <summary>Frames are divided by the window's standard deviation, too.</summary>
    public bool NormalizeVariance { get; init; }
}
