namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Where a transform puts its spectra: a bin of the lanes from <c>lane</c> on.</summary>
internal interface ISpectrumSink<T> where T : unmanaged, ILanes<T>
{
    void Put(int bin, int lane, T re, T im);
}
