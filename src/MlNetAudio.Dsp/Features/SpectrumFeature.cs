using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Dsp.Transforms.Lanes;

namespace MlNetAudio.Dsp.Features;

/// <summary>What a feature computes of the spectra of a block of frames, one frame to a vector lane: [features, lanes].</summary>
internal abstract class SpectrumFeature(Stft stft, FrameGrid frames, int features, int scratchLength = 0) : FrameFeature(frames, features)
{
    protected SpectrumFeature(Stft stft, int features, int scratchLength = 0) : this(stft, stft.Frames, features, scratchLength)
    {
    }

    private readonly Pool<Workspace> _workspaces = new(() => new(features * Stft.Lanes, scratchLength));

    protected Stft Stft { get; } = stft;

    public sealed override IDisposable NewWorkspace() => _workspaces.Rent().Opened(_workspaces, Stft.NewWorkspace(), Begin());

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

    /// <summary>One thread's memory for a block of frames; disposing it gives it back to its feature, and it is not to be used after that.</summary>
    internal sealed class Workspace(int valuesLength, int scratchLength) : IDisposable
    {
        private readonly AlignedBuffer _values = new(valuesLength), _scratch = new(scratchLength);
        private Pool<Workspace>? _home;   // null while idle: what is given back twice would be lent to two
        private Stft.Workspace? _spectra;

        public Stft.Workspace Spectra => _spectra!;

        /// <summary>[features, lanes].</summary>
        public Span<double> Values => _values.Span;

        /// <summary>What the feature asked for.</summary>
        public Span<double> Scratch => _scratch.Span;

        /// <summary>What the frames so far leave behind.</summary>
        public object? State { get; private set; }

        public Workspace Opened(Pool<Workspace> home, Stft.Workspace spectra, object? state)
        {
            (_home, _spectra, State) = (home, spectra, state);
            return this;
        }

        public void Dispose()
        {
            if (_home is not { } home) return;
            Spectra.Dispose();
            (_home, _spectra, State) = (null, null, null);
            home.Return(this);
        }
    }
}
