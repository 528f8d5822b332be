using System.Buffers;
using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>A feature of a whole signal [features, frames] in double precision, in memory from the pool.</summary>
/// <remarks>Rows are a whole number of blocks of frames apart, so that a kernel may run over the last block, too: what is behind <see cref="Frames"/> has no meaning.</remarks>
internal readonly struct SignalValues : IDisposable
{
    private readonly double[] _values;

    private SignalValues(int features, int frames)
    {
        (Features, Frames, Stride) = (features, frames, (frames + Stft.Lanes - 1) / Stft.Lanes * Stft.Lanes);
        _values = ArrayPool<double>.Shared.Rent(checked(features * Stride));
    }

    public int Features { get; }

    public int Frames { get; }

    /// <summary>Values from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>All rows, from a frame on.</summary>
    public Span<double> From(int frame) => _values.AsSpan(frame, Features * Stride - frame);

    public Span<double> Row(int feature) => _values.AsSpan(feature * Stride, Frames);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public static SignalValues Of(FrameFeature feature, ReadOnlySpan<float> samples)
    {
        int frames = feature.CountFrames(samples);
        var values = new SignalValues(feature.Features, frames);
        feature.Extract(samples, frames, values.From(0), values.Stride);
        return values;
    }

    /// <summary>Room for another feature of the same frames.</summary>
    public SignalValues Like(int features) => new(features, Frames);

    public double Maximum()
    {
        double maximum = double.NegativeInfinity;
        for (int feature = 0; feature < Features; feature++) maximum = Math.Max(maximum, TensorPrimitives.Max<double>(Row(feature)));
        return maximum;
    }

    public FeatureMatrix Rounded()
    {
        var matrix = new FeatureMatrix(Features, Frames);
        RoundTo(matrix);
        return matrix;
    }

    /// <summary>Rounded to single precision into a matrix of as many rows and frames.</summary>
    public void RoundTo(FeatureMatrix matrix)
    {
        for (int feature = 0; feature < Features; feature++) TensorPrimitives.ConvertTruncating<double, float>(Row(feature), matrix.Row(feature));
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(_values);
}
