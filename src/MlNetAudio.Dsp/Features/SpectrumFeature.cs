using System.Buffers;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What a feature computes of the spectra of a block of frames, one frame to a vector lane: [features, lanes].</summary>
internal abstract class SpectrumFeature(Stft stft, FrameGrid frames, int features, int scratchLength = 0) : FrameFeature(frames, features)
{
    protected SpectrumFeature(Stft stft, int features, int scratchLength = 0) : this(stft, stft.Frames, features, scratchLength)
    {
    }

    protected Stft Stft { get; } = stft;

    public sealed override IDisposable NewWorkspace() => new Workspace(Stft, Features * Stft.Lanes, scratchLength, Begin());

    public sealed override void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace)
    {
        var memory = (Workspace)workspace;
        Transform(samples, frames, memory);
        var lanes = memory.Values;
        Compute(memory, frames, lanes);
        for (int feature = 0; feature < Features; feature++)
            lanes.Slice(feature * Stft.Lanes, frames).CopyTo(values[(feature * stride)..]);
    }

    /// <summary>What the frames before the first leave behind; null for features whose frames do not depend on one another.</summary>
    protected virtual object? Begin() => null;

    /// <summary>Fills the workspace's spectra, in lanes from <paramref name="frames"/> on with zeros.</summary>
    /// <param name="samples">The frames' samples, padding included: frame i starts at [i · hop].</param>
    /// <param name="frames">1 .. lanes.</param>
    protected virtual void Transform(ReadOnlySpan<float> samples, int frames, Workspace workspace) => Stft.Transform(samples, frames, workspace.Spectra);

    /// <param name="frames">1 .. lanes; what is computed of the other lanes is not used.</param>
    /// <param name="values">[features, lanes], all to be written.</param>
    protected abstract void Compute(Workspace workspace, int frames, Span<double> values);

    /// <summary>One thread's memory for a block of frames, from the pool.</summary>
    internal sealed class Workspace(Stft stft, int valuesLength, int scratchLength, object? state) : IDisposable
    {
        private readonly double[] _values = ArrayPool<double>.Shared.Rent(valuesLength), _scratch = ArrayPool<double>.Shared.Rent(scratchLength);
        private bool _disposed;

        public Stft.Workspace Spectra { get; } = stft.NewWorkspace();

        /// <summary>[features, lanes].</summary>
        public Span<double> Values => _values.AsSpan(0, valuesLength);

        /// <summary>What the feature asked for.</summary>
        public Span<double> Scratch => _scratch.AsSpan(0, scratchLength);

        /// <summary>What the frames so far leave behind.</summary>
        public object? State { get; } = state;

        public void Dispose()
        {
            if (_disposed) return;   // an array returned twice would be lent to two
            _disposed = true;
            Spectra.Dispose();
            ArrayPool<double>.Shared.Return(_values);
            ArrayPool<double>.Shared.Return(_scratch);
        }
    }
}
