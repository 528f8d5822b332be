using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>Makes a mono signal higher or lower without changing its length: stretched in time, then resampled to its old length.</summary>
/// <remarks>librosa.effects.pitch_shift. One instance serves any number of threads.</remarks>
public sealed class PitchShift
{
    /// <summary>The rate that ratios are rounded to: they are right to 1e-6, a 500th of a cent.</summary>
    private const int Denominator = 1 << 20;

    private readonly TimeStretch _stretch;
    private readonly Resampler _resampler;

    /// <param name="semitones">Above 0 higher, below 0 lower; −48 to 48, fractions welcome.</param>
    /// <param name="options">Null: 2048 samples, hop 512, as librosa.</param>
    /// <exception cref="ArgumentException">The shift is out of range, or the frames are not centred.</exception>
    public PitchShift(double semitones, StftOptions? options = null)
    {
        Semitones = Require.Between(semitones, -48, 48, nameof(semitones));
        double rate = Math.Pow(2, -semitones / 12);
        _stretch = new(rate, options);
        _resampler = Resampler.For((int)Math.Round(Denominator / rate), Denominator);
    }

    public double Semitones { get; }

    /// <summary>samples [n] → [n].</summary>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        float[] stretched = _stretch.Apply(samples), output = new float[samples.Length];
        ReadOnlySpan<float> shifted = stretched.Length == 0 ? [] : _resampler.Resample(stretched);
        shifted[..Math.Min(output.Length, shifted.Length)].CopyTo(output);
        return output;
    }
}
