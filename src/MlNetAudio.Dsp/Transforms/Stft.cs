namespace MlNetAudio.Dsp.Transforms;

/// <summary>The short-time Fourier transform: centred frames padded with zeros, periodic Hann window as long as the transform, unscaled.</summary>
/// <remarks>Holds only read-only tables, so one instance serves any number of threads, each with its own <see cref="Workspace"/>. librosa.stft's defaults.</remarks>
internal sealed class Stft(int fftLength, int hopLength)
{
    private readonly RealFft _fft = new(fftLength);
    private readonly double[] _window = HannWindow.Periodic(fftLength);

    public FrameGrid Frames { get; } = new(fftLength, hopLength);

    public int Bins => _fft.Bins;

    /// <summary>The spectrum of one frame into the workspace.</summary>
    public void Transform(ReadOnlySpan<float> samples, int frame, Workspace workspace)
    {
        var (first, end) = Frames.Clip(frame, samples.Length);
        int offset = (int)(first - Frames.Start(frame));
        Span<double> windowed = workspace.Frame;
        windowed.Clear();
        for (int n = first; n < end; n++) windowed[offset + n - first] = samples[n] * _window[offset + n - first];
        _fft.Forward(windowed, workspace.Re, workspace.Im, workspace.Scratch);
    }

    public Workspace NewWorkspace() => new(_fft);

    /// <summary>One thread's memory: Re and Im [bins] hold the last frame's spectrum.</summary>
    internal sealed class Workspace(RealFft fft)
    {
        public double[] Frame { get; } = new double[fft.Length];

        public double[] Re { get; } = new double[fft.Bins];

        public double[] Im { get; } = new double[fft.Bins];

        public double[] Scratch { get; } = new double[fft.ScratchLength];
    }
}
