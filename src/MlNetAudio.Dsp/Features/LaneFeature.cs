using System.Buffers;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What a feature computes of the spectra of a block of frames, one frame to a vector lane: [features, lanes].</summary>
internal abstract class LaneFeature(Stft stft, FrameGrid frames, int features, int scratchLength = 0) : FrameFeature(frames, features)
{
    protected Stft Stft { get; } = stft;

    public sealed override IDisposable NewWorkspace() => new Workspace(Stft, Features * Stft.Lanes, scratchLength);

    public sealed override void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace)
    {
        var memory = (Workspace)workspace;
        var lanes = memory.Values;
        Compute(samples, frames, memory, lanes);
        for (int feature = 0; feature < Features; feature++)
            lanes.Slice(feature * Stft.Lanes, frames).CopyTo(values[(feature * stride)..]);
    }

    /// <param name="samples">The frames' samples, padding included: frame i starts at [i · hop].</param>
    /// <param name="frames">1 .. lanes; what is computed of the other lanes is not used.</param>
    /// <param name="values">[features, lanes], all to be written.</param>
    protected abstract void Compute(ReadOnlySpan<float> samples, int frames, Workspace workspace, Span<double> values);

    /// <summary>One thread's memory for a block of frames, from the pool.</summary>
    internal sealed class Workspace(Stft stft, int valuesLength, int scratchLength) : IDisposable
    {
        private readonly double[] _values = ArrayPool<double>.Shared.Rent(valuesLength), _scratch = ArrayPool<double>.Shared.Rent(scratchLength);

        public Stft.Workspace Spectra { get; } = stft.NewWorkspace();

        /// <summary>[features, lanes].</summary>
        public Span<double> Values => _values.AsSpan(0, valuesLength);

        /// <summary>What the feature asked for.</summary>
        public Span<double> Scratch => _scratch.AsSpan(0, scratchLength);

        public void Dispose()
        {
            Spectra.Dispose();
            ArrayPool<double>.Shared.Return(_values);
            ArrayPool<double>.Shared.Return(_scratch);
        }
    }
}
