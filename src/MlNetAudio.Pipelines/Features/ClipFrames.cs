using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Pipelines.Features;

/// <summary>A feature over time: [rows, frames] of a clip that is padded with zeros or cropped to one length.</summary>
internal sealed class ClipFrames : ClipFeature
{
    private readonly IFeatureExtractor _extractor;
    private readonly int _samples;

    /// <exception cref="ArgumentException">A clip of that length has no frame.</exception>
    public ClipFrames(IFeatureExtractor extractor, int samples)
    {
        int frames = extractor.FrameCount(samples);
        if (frames == 0) throw new ArgumentException($"A clip of {samples} samples is too short for a single frame of {extractor.Names[0]}; choose a longer clip or shorter frames.");
        (_extractor, _samples) = (extractor, samples);
        Type = new(NumberDataViewType.Single, extractor.Names.Count, frames);
    }

    public override VectorDataViewType Type { get; }

    public override float[] Extract(ReadOnlySpan<float> clip)
    {
        if (clip.Length >= _samples) return _extractor.Extract(clip[.._samples]).Values;
        float[] padded = new float[_samples];
        clip.CopyTo(padded);
        return _extractor.Extract(padded).Values;
    }
}
