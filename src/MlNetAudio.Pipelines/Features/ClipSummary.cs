using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Pipelines.Features;

/// <summary>Statistics over time: [columns] of a clip of any length.</summary>
internal sealed class ClipSummary(FeatureSetExtractor extractor) : ClipFeature
{
    public override VectorDataViewType Type { get; } = new(NumberDataViewType.Single, extractor.Names.Count);

    public override IReadOnlyList<string> Names => extractor.Names;

    public override float[] Extract(ReadOnlySpan<float> clip) => extractor.Extract(clip);
}
