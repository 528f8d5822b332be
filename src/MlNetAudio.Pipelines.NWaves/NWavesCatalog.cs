using NWaves.FeatureExtractors.Base;
using NWaves.Filters.Base;
using NWaves.Signals;

namespace Microsoft.ML;

/// <summary>What NWaves computes, as steps of any ML.NET pipeline.</summary>
public static class NWavesCatalog
{
    /// <summary>Adds any feature of NWaves over time, Vector&lt;Single, features, frames&gt;, row-major. For statistics over time of clips of any length see <see cref="NWavesConversions.AsFeature"/>.</summary>
    /// <param name="extractor">Its SamplingRate is that of the samples, which have none of their own: that of LoadAudio. Add what you will to it before: it is not to be changed any more.</param>
    /// <remarks><inheritdoc cref="NWavesConversions.AsFeature" path="/remarks/node()"/></remarks>
    /// <inheritdoc cref="AudioFeaturesCatalog.ExtractFeature"/>
    public static IEstimator<ITransformer> ExtractFeature(
        this TransformsCatalog transforms, FeatureExtractor extractor, string outputColumnName = "Features", string inputColumnName = "Samples", int? clipSamples = null) =>
        transforms.ExtractFeature(extractor.AsFeature(), outputColumnName, inputColumnName, clipSamples);

    /// <summary>
    /// Adds what a function of NWaves' signals makes of mono samples: Vector&lt;Single&gt; of any length, or Vector&lt;Single, clipSamples&gt;. For instance, with a filter for each clip,
    /// <c>ApplyEffect(signal => new NWaves.Filters.BiQuad.LowPassFilter(0.1).ApplyTo(signal), sampleRateHz: 16_000)</c>.
    /// </summary>
    /// <param name="effect">
    /// Is called from several threads at once, so what has a state, as filters and effects have, is made inside it. The signal is its own, to be changed in place if it likes. What it returns may have
    /// another length and another rate, which the steps behind must then be told.
    /// </param>
    /// <param name="sampleRateHz">SamplingRate of the signals that it gets: that of LoadAudio.</param>
    /// <exception cref="ArgumentException">sampleRateHz or clipSamples is not positive. From Fit: the input column is missing or no vector of Single.</exception>
    /// <inheritdoc cref="AudioEffectsCatalog.ApplyEffect"/>
    public static IEstimator<ITransformer> ApplyEffect(
        this TransformsCatalog transforms, Func<DiscreteSignal, DiscreteSignal> effect, int sampleRateHz, string outputColumnName = "Samples", string inputColumnName = "Samples", int? clipSamples = null)
    {
        ArgumentNullException.ThrowIfNull(effect);
        if (sampleRateHz <= 0) throw new ArgumentOutOfRangeException(null, $"sampleRateHz must be positive, got {sampleRateHz}.");
        return transforms.ApplyEffect(
            samples => (effect(new(sampleRateHz, samples.ToArray())) ?? throw new InvalidOperationException("The effect returned no signal.")).Samples, outputColumnName, inputColumnName, clipSamples);
    }

    /// <summary>Adds what a filter or an effect of NWaves makes of mono samples, <c>filter.ApplyTo(signal)</c> after <c>Reset()</c>: Vector&lt;Single&gt; of any length, or Vector&lt;Single, clipSamples&gt;.</summary>
    /// <param name="filter">
    /// Has a state, so one clip goes through it after the other, on one core: where that is what somebody waits for, make one for each clip in a function instead. Leave it alone while the pipeline runs.
    /// A filter with a finite response makes a clip longer by that response less one sample.
    /// </param>
    /// <inheritdoc cref="ApplyEffect(TransformsCatalog, Func{DiscreteSignal, DiscreteSignal}, int, string, string, int?)"/>
    public static IEstimator<ITransformer> ApplyEffect(
        this TransformsCatalog transforms, IFilter filter, int sampleRateHz, string outputColumnName = "Samples", string inputColumnName = "Samples", int? clipSamples = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return transforms.ApplyEffect(FromRest, sampleRateHz, outputColumnName, inputColumnName, clipSamples);

        DiscreteSignal FromRest(DiscreteSignal signal)
        {
            lock (filter)
            {
                (filter as IOnlineFilter)?.Reset();
                return filter.ApplyTo(signal);
            }
        }
    }
}
