namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>A stretch of an <see cref="Arena"/>, in floats.</summary>
internal readonly record struct Block(long Start, long Length);

/// <summary>
/// One piece of memory for everything a plan works in. Steps reserve their blocks while the plan is compiled; then it is allocated once, pinned, zeroed, each block on a cache line, and
/// nothing is allocated any more.
/// </summary>
internal sealed unsafe class Arena
{
    private const int Alignment = 16;   // floats: 64 bytes

    /// <summary>Kernels that copy whole vectors may read so far past a block.</summary>
    private const int Slack = 64;

    private float[] _memory = [];
    private float* _base;
    private long _length, _scratchPerWorker;
    private Block _scratch;

    /// <summary>Bytes it takes.</summary>
    public long Bytes => sizeof(float) * (long)_memory.Length;

    public Block Reserve(long length)
    {
        var block = new Block(_length, length);
        _length += (length + Alignment - 1) / Alignment * Alignment;
        return block;
    }

    /// <summary>Memory that each worker has for itself while it works on one part; the steps share it, so it holds nothing between them.</summary>
    public void ReserveScratch(long length) => _scratchPerWorker = Math.Max(_scratchPerWorker, (length + Alignment - 1) / Alignment * Alignment);

    /// <exception cref="ArgumentException">The plan needs more than one array can hold.</exception>
    public void Allocate(int workers)
    {
        _scratch = Reserve(workers * _scratchPerWorker);
        long total = _length + Slack + Alignment;
        if (total > Array.MaxLength) throw new ArgumentException(FormattableString.Invariant($"A batch of this network needs {total * sizeof(float) / 1e9:0.0} GB; use smaller batches or shorter clips."));
        _memory = GC.AllocateArray<float>((int)total, pinned: true);
        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_memory));
        _base = (float*)((address + 63) & ~63);
    }

    public float* At(Block block) => _base + block.Start;

    /// <summary>The scratch memory of one worker.</summary>
    public float* Scratch(int worker) => _base + _scratch.Start + worker * _scratchPerWorker;

    public Span<float> Span(Block block, long length) => new(At(block), checked((int)Math.Min(length, block.Length)));

    public Span<float> Span(Block block) => Span(block, block.Length);
}
