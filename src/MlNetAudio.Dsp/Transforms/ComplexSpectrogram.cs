namespace MlNetAudio.Dsp.Transforms;

/// <summary>A complex spectrum over time, [bins, frames] row-major, librosa's orientation: bin k of frame t is Re[k · Frames + t] + i·Im[k · Frames + t].</summary>
public sealed class ComplexSpectrogram
{
    /// <summary>Zeros.</summary>
    public ComplexSpectrogram(int bins, int frames)
    {
        (Bins, Frames) = (Require.Positive(bins, nameof(bins)), Require.Positive(frames, nameof(frames)));
        (Re, Im) = (new float[checked(bins * frames)], new float[bins * frames]);
    }

    /// <summary>From 0 Hz up to half the sample rate.</summary>
    public int Bins { get; }

    public int Frames { get; }

    /// <summary>Real parts [bins, frames] themselves, not a copy.</summary>
    public float[] Re { get; }

    /// <summary>Imaginary parts [bins, frames] themselves, not a copy.</summary>
    public float[] Im { get; }

    /// <summary>|X|² [bins, frames].</summary>
    public float[] Power() => Map(static power => (float)power);

    /// <summary>|X| [bins, frames].</summary>
    public float[] Magnitude() => Map(static power => (float)Math.Sqrt(power));

    private float[] Map(Func<double, float> ofPower)
    {
        float[] values = new float[Re.Length];
        for (int i = 0; i < values.Length; i++) values[i] = ofPower((double)Re[i] * Re[i] + (double)Im[i] * Im[i]);
        return values;
    }
}
