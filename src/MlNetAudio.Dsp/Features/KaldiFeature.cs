using System.Buffers;
using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What is made of Kaldi's mel bands: of whole signals, mirrored at both ends where edges are not snipped, and of streams.</summary>
/// <param name="scratchLength">Doubles that the feature asks for.</param>
internal abstract class KaldiFeature(KaldiOptions options, KaldiBands bands, int features, int scratchLength = 0)
    : SpectrumFeature(bands.Stft, bands.Frames, features, Stft.Lanes + bands.FramesLength + scratchLength)
{
    protected KaldiBands Bands { get; } = bands;

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame.</exception>
    public FeatureMatrix ExtractWhole(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        int frames = options.FrameCount(samples.Length);
        if (frames == 0) throw new ArgumentException($"The signal has {samples.Length} samples, fewer than a frame of {Frames.FrameLength}; use longer recordings.", nameof(samples));
        if (options.SnipEdges) return Rounded(samples);

        int length = Frames.Span(frames);
        float[] mirrored = ArrayPool<float>.Shared.Rent(length);
        Mirror(samples, mirrored.AsSpan(0, length));
        var matrix = Rounded(mirrored.AsSpan(0, length));
        ArrayPool<float>.Shared.Return(mirrored);
        return matrix;
    }

    /// <exception cref="NotSupportedException">Frames reach beyond the signal, or depend on its mean.</exception>
    public FeatureStream OpenStream() =>
        options.SubtractMean ? throw new NotSupportedException("SubtractMean needs the mean of the whole signal, which a stream does not know yet; set it to false.")
        : !options.SnipEdges ? throw new NotSupportedException("SnipEdges = false mirrors the signal at its ends, which a stream does not know yet; set it to true.")
        : new(this);

    protected sealed override void Transform(ReadOnlySpan<float> samples, int frames, Workspace workspace) =>
        Bands.Transform(samples, frames, workspace.Spectra, Energies(workspace), workspace.Scratch.Slice(Stft.Lanes, Bands.FramesLength));

    /// <summary>The logarithms of the frames' energies [lanes].</summary>
    protected static Span<double> Energies(Workspace workspace) => workspace.Scratch[..Stft.Lanes];

    /// <summary>What the feature asked for.</summary>
    protected Span<double> Scratch(Workspace workspace) => workspace.Scratch[(Stft.Lanes + Bands.FramesLength)..];

    private FeatureMatrix Rounded(ReadOnlySpan<float> samples)
    {
        using var values = SignalValues.Of(this, samples);
        if (options.SubtractMean)
            for (int row = 0; row < values.Features; row++) TensorPrimitives.Subtract(values.Row(row), TensorPrimitives.Sum<double>(values.Row(row)) / values.Frames, values.Row(row));
        return values.Rounded();
    }

    /// <summary>The signal followed and preceded by its mirror image, from where the first frame starts: its middle lies half a shift into the signal.</summary>
    private void Mirror(ReadOnlySpan<float> samples, Span<float> mirrored)
    {
        int before = Frames.FrameLength / 2 - Frames.HopLength / 2, period = 2 * samples.Length;
        for (int i = 0; i < mirrored.Length; i++)
        {
            int place = ((i - before) % period + period) % period;
            mirrored[i] = samples[place < samples.Length ? place : period - 1 - place];
        }
    }
}
