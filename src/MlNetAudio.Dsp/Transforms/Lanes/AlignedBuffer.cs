using System.Runtime.InteropServices;

namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Zeroed memory that starts at a cache line, so that no vector of a block of lanes lies across two, and that does not move.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int CacheLine = 64;

    private readonly double[] _memory;
    private readonly int _start;

    public AlignedBuffer(int length)
    {
        _memory = GC.AllocateArray<double>(checked(length + CacheLine / sizeof(double)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        _start = (int)(((address + CacheLine - 1) / CacheLine * CacheLine - address) / sizeof(double));
        Pointer = (double*)address + _start;
        Length = length;
    }

    /// <summary>Valid as long as this object is alive.</summary>
    public double* Pointer { get; }

    public int Length { get; }

    public Span<double> Span => _memory.AsSpan(_start, Length);
}
