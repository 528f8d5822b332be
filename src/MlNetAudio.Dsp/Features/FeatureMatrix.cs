namespace MlNetAudio.Dsp.Features;

/// <summary>Feature values over time: [features, frames], row-major, librosa's orientation.</summary>
public sealed class FeatureMatrix
{
    public FeatureMatrix(int features, int frames)
    {
        (Features, Frames) = (Require.Positive(features, nameof(features)), frames >= 0 ? frames : throw new ArgumentOutOfRangeException(nameof(frames), $"frames must not be negative, got {frames}."));
        Values = new float[checked(features * frames)];
    }

    public int Features { get; }

    public int Frames { get; }

    /// <summary>The values themselves, not a copy.</summary>
    public float[] Values { get; }

    public float this[int feature, int frame]
    {
        get => Row(feature)[frame];
        set => Row(feature)[frame] = value;
    }

    /// <summary>One feature over time [frames]; writing changes the matrix.</summary>
    public Span<float> Row(int feature) => Values.AsSpan(checked(feature * Frames), Frames);

    /// <exception cref="ArgumentException">The matrix has another shape.</exception>
    internal void RequireShape(int features, int frames)
    {
        if (features != Features || frames != Frames) throw new ArgumentException($"The result has [{features}, {frames}] values, the matrix room for [{Features}, {Frames}]; make it with FrameCount of the samples.");
    }

    /// <summary>values [features, frames] rounded to single precision.</summary>
    internal static FeatureMatrix Rounded(int features, ReadOnlySpan<double> values)
    {
        var matrix = new FeatureMatrix(features, values.Length / features);
        for (int i = 0; i < values.Length; i++) matrix.Values[i] = (float)values[i];
        return matrix;
    }
}
