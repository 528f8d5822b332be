using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.NWaves;
using NWaves.FeatureExtractors.Base;
using NWaves.Signals;

namespace Microsoft.ML;

/// <summary>What NWaves has in place of what MlNetAudio has, and back.</summary>
public static class NWavesConversions
{
    /// <summary>
    /// An extractor of NWaves in place of the options of a feature: for ExtractFeature, for ExtractFeatureSet (statistics over time of clips of any length, the slots named after FeatureDescriptions:
    /// mfcc0_mean) and for FeatureDeltaOptions.
    /// </summary>
    /// <param name="extractor">Its SamplingRate is that of the samples, which have none of their own: that of LoadAudio. Add what you will to it before: it is not to be changed any more.</param>
    /// <param name="prefix">Of the names, where another feature has the same: ours, too, has rms and zcr.</param>
    /// <remarks>
    /// Values and frames are those of <c>extractor.ComputeFrom(samples)</c> after <c>Reset()</c>: frames are not centred, and what NWaves has no value for in silence may be NaN
    /// (Transforms.ReplaceMissingValues). An extractor serves one thread at a time, so every thread gets a ParallelCopy. One without copies
    /// (PNCC, SPNCC, AMS, PLP with RASTA, MPEG-7 with a pitch track), or whose copies do not give its values, is used itself by one thread after the other: leave it alone while the pipeline runs.
    /// </remarks>
    /// <exception cref="ArgumentException">The extractor has not as many FeatureDescriptions as features.</exception>
    public static IFeatureOptions AsFeature(this FeatureExtractor extractor, string prefix = "") => new NWavesFeature(extractor, prefix);

    /// <summary>The mean of a clip's channels, in memory of its own.</summary>
    public static DiscreteSignal ToDiscreteSignal(this AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return new(clip.SampleRateHz, clip.ToMono().Channel(0).ToArray());
    }

    /// <summary>A clip of one channel, in memory of its own.</summary>
    public static AudioClip ToAudioClip(this DiscreteSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return new(signal.SamplingRate, (float[])signal.Samples.Clone());
    }
}
