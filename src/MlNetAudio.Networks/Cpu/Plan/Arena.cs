using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>
/// One piece of memory for everything a plan works in. Steps reserve their blocks while the plan is compiled; then it is allocated once, pinned, zeroed, each block on a cache line, and
/// nothing is allocated any more.
/// </summary>
internal sealed unsafe class Arena
{
    private const int Alignment = 16;   // floats: 64 bytes

    /// <summary>Kernels that copy whole vectors may read so far past a block.</summary>
    private const int Slack = 64;

    private readonly List<Block> _shared = [];
    private readonly Dictionary<NetworkLayer, long> _lengths = [];
    private float[] _memory = [];
    private float* _base;
    private long _length, _scratchPerWorker;
    private Block _scratch = new(0);

    /// <summary>Bytes it takes.</summary>
    public long Bytes => sizeof(float) * (long)_memory.Length;

    /// <summary>Bytes of gradients that share memory.</summary>
    public long SharedBytes { get; private set; }

    /// <summary>Bytes of scratch memory, of all workers.</summary>
    public long ScratchBytes => sizeof(float) * _scratch.Length;

    /// <summary>Whose blocks are being reserved.</summary>
    public NetworkLayer? Owner { get; set; }

    /// <summary>Bytes that were reserved for a layer alone, without those of the layers inside it.</summary>
    public long BytesOf(NetworkLayer layer) => sizeof(float) * _lengths.GetValueOrDefault(layer);

    /// <summary>A block of its own.</summary>
    public Block Reserve(long length)
    {
        if (Owner is not null) _lengths[Owner] = _lengths.GetValueOrDefault(Owner) + RoundUp(length);
        var block = new Block(length) { Start = _length };
        _length += RoundUp(length);
        return block;
    }

    /// <summary>A block that shares memory with others of its kind, by the steps that touch it (<see cref="Block.TouchBackward"/>); one that none touches takes no memory.</summary>
    public Block ReserveGradient(long length)
    {
        var block = new Block(length);
        _shared.Add(block);
        return block;
    }

    /// <summary>Memory that each worker has for itself while it works on one part; the steps share it, so it holds nothing between them.</summary>
    public void ReserveScratch(long length) => _scratchPerWorker = Math.Max(_scratchPerWorker, RoundUp(length));

    /// <exception cref="ArgumentException">The plan needs more than one array can hold.</exception>
    public void Allocate(int workers)
    {
        long start = _length;
        PlaceShared();
        SharedBytes = sizeof(float) * (_length - start);
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

    /// <summary>Largest first, each block at the lowest place that is free during its steps.</summary>
    private void PlaceShared()
    {
        var placed = new List<Block>();
        long start = _length;
        foreach (var block in _shared.Where(block => block.BackwardSteps is not null).OrderByDescending(block => block.Length))
        {
            block.Start = start;
            foreach (var other in placed.Where(other => Overlap(other.BackwardSteps!.Value, block.BackwardSteps!.Value)).OrderBy(other => other.Start))
            {
                if (other.Start >= block.Start + RoundUp(block.Length)) break;
                block.Start = Math.Max(block.Start, other.Start + RoundUp(other.Length));
            }
            placed.Add(block);
            _length = Math.Max(_length, block.Start + RoundUp(block.Length));
        }
    }

    private static bool Overlap((int First, int Last) one, (int First, int Last) other) => one.First <= other.Last && other.First <= one.Last;

    private static long RoundUp(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
