using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Features;

/// <summary>What a step makes of a clip: a vector, mostly of a size that does not depend on the clip. One instance serves any number of threads.</summary>
internal abstract class ClipFeature
{
    public abstract VectorDataViewType Type { get; }

    /// <summary>What each value is, or null where there are too many to name.</summary>
    public virtual IReadOnlyList<string>? Names => null;

    /// <returns>[Type.Size], or of any length where that is not known.</returns>
    public abstract float[] Extract(ReadOnlySpan<float> clip);
}
