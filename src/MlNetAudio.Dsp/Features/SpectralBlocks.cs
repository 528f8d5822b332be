using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Visits the spectra of a whole signal in order, for what needs all of them before it has a number.</summary>
internal static class SpectralBlocks
{
    /// <param name="first">Frame of the block's lane 0.</param>
    /// <param name="frames">Lanes that are frames.</param>
    public delegate void Visitor(Stft.Workspace spectra, int first, int frames);

    /// <summary>Frames of a signal, which is checked.</summary>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public static int Count(Stft stft, ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        return stft.Frames.RequiredCount(samples);
    }

    /// <exception cref="ArgumentException">As <see cref="Count"/>.</exception>
    public static void Visit(Stft stft, ReadOnlySpan<float> samples, Visitor visitor)
    {
        int count = Count(stft, samples);
        using var workspace = stft.NewWorkspace();
        for (int first = 0; first < count; first += Stft.Lanes)
        {
            int block = Math.Min(Stft.Lanes, count - first);
            stft.Transform(stft.Frames.Cut(samples, first, block, workspace.Padded), block, workspace);
            visitor(workspace, first, block);
        }
    }
}
