using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Real and imaginary parts, each [bins, lanes].</summary>
internal readonly unsafe struct PartsSink<T>(double* re, double* im) : ISpectrumSink<T> where T : unmanaged, ILanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int bin, int lane, T reOfBin, T imOfBin)
    {
        reOfBin.Store(re + bin * Stft.Lanes + lane);
        imOfBin.Store(im + bin * Stft.Lanes + lane);
    }
}
