namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] in −1..1 → a feature over time [features, frames]. Implementations hold only read-only tables: one instance serves any number of threads.</summary>
public interface IFeatureExtractor
{
    /// <summary>What each row of the matrix is, in order: "mfcc_0", "mfcc_1" … or just "zcr".</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Frames that a signal of so many samples gives; 0 where it is too short.</summary>
    int FrameCount(int samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than the feature needs.</exception>
    FeatureMatrix Extract(ReadOnlySpan<float> samples);
}
