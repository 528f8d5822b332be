using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Effects;

/// <summary>Makes a mono signal faster or slower without changing its pitch.</summary>
/// <remarks>librosa.effects.time_stretch in double precision, a phase vocoder. One instance serves any number of threads.</remarks>
public sealed class TimeStretch
{
    private readonly PhaseVocoder _vocoder;

    /// <param name="rate">Above 1 faster and shorter, below 1 slower and longer; 0.01 to 100.</param>
    /// <param name="options">Null: 2048 samples, hop 512, as librosa.</param>
    /// <exception cref="ArgumentException">The rate is out of range, or the frames are not centred.</exception>
    public TimeStretch(double rate, StftOptions? options = null)
    {
        options ??= new();
        if (!options.Centered) throw new ArgumentException("Stretching needs centred frames; set Centered.", nameof(options));
        Rate = Require.Between(rate, 0.01, 100, nameof(rate));
        _vocoder = new(new(options), rate);
    }

    public double Rate { get; }

    /// <summary>Samples of the result: n / rate, rounded, half to even.</summary>
    public int OutputLength(int samples) => checked((int)Math.Round(samples / Rate));

    /// <summary>samples [n] → [n / rate].</summary>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public float[] Apply(ReadOnlySpan<float> samples)
    {
        float[] output = new float[OutputLength(samples.Length)];
        Apply(samples, output);
        return output;
    }

    /// <summary>The same into memory that is there [n / rate], all of it overwritten.</summary>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the output has another length than <see cref="OutputLength"/>.</exception>
    public void Apply(ReadOnlySpan<float> samples, Memory<float> output)
    {
        Signal.Check(samples);
        if (output.Length != OutputLength(samples.Length)) throw new ArgumentException($"The stretched signal has {OutputLength(samples.Length)} samples, output has room for {output.Length}.", nameof(output));
        if (output.Length > 0) _vocoder.Run(samples, output);
    }
}
