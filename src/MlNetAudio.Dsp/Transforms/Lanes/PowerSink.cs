using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>re² + im² [bins, lanes].</summary>
internal readonly unsafe struct PowerSink<T>(double* power) : ISpectrumSink<T> where T : unmanaged, ILanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int bin, int lane, T re, T im) => T.MultiplyAdd(im, im, re * re).Store(power + bin * Stft.Lanes + lane);
}
