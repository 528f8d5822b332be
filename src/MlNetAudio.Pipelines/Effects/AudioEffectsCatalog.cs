using MlNetAudio.Pipelines.Effects;
using MlNetAudio.Pipelines.Features;
using MlNetAudio.Pipelines.Steps;

namespace Microsoft.ML;

/// <summary>Changed recordings as a step of any ML.NET pipeline.</summary>
public static class AudioEffectsCatalog
{
    /// <summary>
    /// Adds what an effect makes of mono samples [samples] in −1..1: Vector&lt;Single&gt; of any length, or Vector&lt;Single, clipSamples&gt;. For instance
    /// <c>ApplyEffect(samples => PreEmphasis.Apply(samples))</c>.
    /// </summary>
    /// <param name="effect">[samples] → [changed samples], of any length but 0. It is called from several threads at once, for every pass anew, and must make the same of the same clip each time.</param>
    /// <param name="outputColumnName">May be that of the input, which is hidden by it.</param>
    /// <param name="inputColumnName">A Vector&lt;Single&gt; column, as LoadAudio makes it.</param>
    /// <param name="clipSamples">Samples that every result is padded with zeros or cropped to. Null: as long as the effect makes it.</param>
    /// <remarks>
    /// Rows are read some ahead and worked on over all cores; nothing is computed before a cursor asks. A clip without samples or with one that is not finite ends the pass with an ArgumentException, a result
    /// like that with an InvalidOperationException.
    /// </remarks>
    /// <exception cref="ArgumentException">clipSamples is not positive. From Fit: the input column is missing or no vector of Single.</exception>
    public static IEstimator<ITransformer> ApplyEffect(
        this TransformsCatalog transforms, Func<ReadOnlySpan<float>, float[]> effect, string outputColumnName = "Samples", string inputColumnName = "Samples", int? clipSamples = null)
    {
        var clips = new ClipEffect(effect, clipSamples);
        return new StepEstimator(
            inputColumnName,
            schema => AnnouncedColumns.Vector(schema, outputColumnName, isFixed: clipSamples is not null),
            _ => new StepTransformer("A step that applies an audio effect", input => new FeatureStep(input, outputColumnName, inputColumnName, clips)));
    }
}
