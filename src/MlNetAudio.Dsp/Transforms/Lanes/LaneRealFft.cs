using System.Runtime.Intrinsics;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>The windowed real FFT of <see cref="Stft.Lanes"/> signals at once and its inverse, any length N; unscaled forward, 1/N backward.</summary>
/// <remarks>Holds only read-only tables; memory comes from the caller, aligned as <see cref="AlignedBuffer"/> is.</remarks>
internal abstract unsafe class LaneRealFft(int length)
{
    public int Length { get; } = length;

    public int Bins => 1 + Length / 2;

    /// <summary>Doubles of memory that a transform needs.</summary>
    public abstract int WorkLength { get; }

    /// <summary>Takes the signals in: after it, <see cref="Spectra"/> and <see cref="Power"/> may be asked for, in any order and again.</summary>
    /// <param name="signals">[lanes] of [N].</param>
    public abstract void Begin(float** signals, double* work);

    /// <summary>re [bins, lanes], im [bins, lanes] of the signals taken in.</summary>
    public abstract void Spectra(double* work, double* re, double* im);

    /// <summary>re² + im² [bins, lanes] of the signals taken in.</summary>
    public abstract void Power(double* work, double* power);

    /// <summary>power = re² + im², each [bins, lanes]: the same numbers as of the signals themselves.</summary>
    public abstract void PowerOfParts(double* re, double* im, double* power);

    /// <summary>sums[lane · hop + n] += window[n] · x[n] of the signal x in every lane whose spectrum is re [bins, lanes], im [bins, lanes].</summary>
    public abstract void AddInverse(double* re, double* im, double* work, double* sums, nint hop);

    /// <param name="window">[N], what signals are multiplied with.</param>
    public static LaneRealFft Create(ReadOnlySpan<double> window) =>
        Vector512.IsHardwareAccelerated ? Create<Lanes512>(window)
        : Vector256.IsHardwareAccelerated ? Create<Lanes256>(window)
        : Vector128.IsHardwareAccelerated ? Create<Lanes128>(window)
        : Create<SingleLane>(window);

    internal static LaneRealFft Create<T>(ReadOnlySpan<double> window) where T : unmanaged, ILanes<T> =>
        window.Length % 2 == 0 ? new EvenLaneRealFft<T>(window) : new OddLaneRealFft<T>(window);

    protected void PowerOfParts<T>(double* re, double* im, double* power) where T : unmanaged, ILanes<T>
    {
        var sink = new PowerSink<T>(power);
        for (int bin = 0; bin < Bins; bin++)
            for (int lane = 0; lane < Stft.Lanes; lane += T.Count) sink.Put(bin, lane, T.Load(re + bin * Stft.Lanes + lane), T.Load(im + bin * Stft.Lanes + lane));
    }

    /// <summary>The window times a factor.</summary>
    protected static AlignedBuffer Scaled(ReadOnlySpan<double> window, double factor)
    {
        var scaled = new AlignedBuffer(window.Length);
        for (int n = 0; n < window.Length; n++) scaled.Span[n] = window[n] * factor;
        return scaled;
    }
}
