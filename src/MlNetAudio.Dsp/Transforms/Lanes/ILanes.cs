namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>
/// Arithmetic on a part of the <see cref="Stft.Lanes"/> lanes: what a processor's vectors hold of them at once. Code written on it once is compiled for every width, and
/// the widths give the same numbers where the processor fuses multiplication and addition on all of them.
/// </summary>
internal unsafe interface ILanes<T> where T : unmanaged, ILanes<T>
{
    /// <summary>Lanes of one value; divides <see cref="Stft.Lanes"/>.</summary>
    static abstract int Count { get; }

    static abstract T Load(double* from);

    /// <summary>The same number in every lane.</summary>
    static abstract T Of(double value);

    void Store(double* to);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    /// <summary>left · right + addend, rounded once where the processor can.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    /// <summary>minuend − left · right, rounded once where the processor can.</summary>
    static abstract T MultiplySubtract(T left, T right, T minuend);
}
