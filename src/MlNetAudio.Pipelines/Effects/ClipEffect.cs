using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Pipelines.Features;

namespace MlNetAudio.Pipelines.Effects;

/// <summary>A clip as an effect changes it: [samples] of any length, or of one.</summary>
internal sealed class ClipEffect : ClipFeature
{
    private readonly Func<ReadOnlySpan<float>, float[]> _effect;
    private readonly int? _samples;

    public ClipEffect(Func<ReadOnlySpan<float>, float[]> effect, int? samples)
    {
        ArgumentNullException.ThrowIfNull(effect);
        if (samples <= 0) throw new ArgumentOutOfRangeException(null, $"clipSamples must be positive, or null for any length, got {samples}.");
        (_effect, _samples) = (effect, samples);
        Type = samples is { } length ? new(NumberDataViewType.Single, length) : new(NumberDataViewType.Single);
    }

    public override VectorDataViewType Type { get; }

    /// <exception cref="ArgumentException">The clip has no sample, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">What the effect made of it has none, or one that is not finite.</exception>
    public override float[] Extract(ReadOnlySpan<float> clip)
    {
        Signal.Check(clip);
        float[] changed = _effect(clip);
        if (changed is not { Length: > 0 }) throw new InvalidOperationException($"The effect made a clip of {clip.Length} samples into one of none; no step can take that.");
        int n = Signal.FirstNotFinite(changed);
        if (n >= 0) throw new InvalidOperationException(FormattableString.Invariant($"The effect made sample {n} of a clip of {clip.Length} samples {changed[n]}; is it a filter that is not stable?"));
        return _samples is { } length ? ClipLength.Fit(changed, length) : changed;
    }
}
