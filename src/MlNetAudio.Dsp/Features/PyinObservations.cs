using System.Buffers;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What each frame says of the pitch: the logarithms of the probabilities of the few pitch bins that have one, and that of every unvoiced state. In memory from the pool.</summary>
internal sealed class PyinObservations : IDisposable
{
    /// <summary>Candidates of a frame that there is room for at first; more are made room for.</summary>
    private const int ExpectedCandidates = 16;

    private static readonly Pool<PyinObservations> Idle = new(() => new());

    private int[] _ends = [], _bins = [];
    private double[] _voicedProbability = [], _unvoiced = [], _logarithms = [];
    private bool _isOpen;

    private PyinObservations()
    {
    }

    /// <param name="capacity">Most frames.</param>
    public static PyinObservations Open(int capacity)
    {
        int candidates = checked(ExpectedCandidates * capacity);
        var observations = Idle.Rent();
        (observations._ends, observations._bins) = (ArrayPool<int>.Shared.Rent(capacity), ArrayPool<int>.Shared.Rent(candidates));
        (observations._voicedProbability, observations._unvoiced) = (ArrayPool<double>.Shared.Rent(capacity), ArrayPool<double>.Shared.Rent(capacity));
        observations._logarithms = ArrayPool<double>.Shared.Rent(candidates);
        (observations.Frames, observations._isOpen) = (0, true);
        return observations;
    }

    public int Frames { get; private set; }

    /// <summary>0..1 [frames].</summary>
    public ReadOnlySpan<double> VoicedProbability => _voicedProbability.AsSpan(0, Frames);

    /// <summary>ln of the probability of each unvoiced state [frames].</summary>
    public ReadOnlySpan<double> Unvoiced => _unvoiced.AsSpan(0, Frames);

    /// <summary>The pitch bins [candidates] of a frame.</summary>
    public ReadOnlySpan<int> Bins(int frame) => _bins.AsSpan(Start(frame), _ends[frame] - Start(frame));

    /// <summary>ln of the probabilities [candidates] of these bins.</summary>
    public ReadOnlySpan<double> Voiced(int frame) => _logarithms.AsSpan(Start(frame), _ends[frame] - Start(frame));

    public void Add(ReadOnlySpan<int> bins, ReadOnlySpan<double> logarithms, double unvoiced, double voicedProbability)
    {
        int start = Start(Frames), end = checked(start + bins.Length);
        Grow(ref _bins, start, end);
        Grow(ref _logarithms, start, end);
        bins.CopyTo(_bins.AsSpan(start));
        logarithms.CopyTo(_logarithms.AsSpan(start));
        (_ends[Frames], _unvoiced[Frames], _voicedProbability[Frames]) = (end, unvoiced, voicedProbability);
        Frames++;
    }

    public void Dispose()
    {
        if (!_isOpen) return;   // an array returned twice would be lent to two
        _isOpen = false;
        ArrayPool<int>.Shared.Return(_ends);
        ArrayPool<double>.Shared.Return(_voicedProbability);
        ArrayPool<double>.Shared.Return(_unvoiced);
        ArrayPool<int>.Shared.Return(_bins);
        ArrayPool<double>.Shared.Return(_logarithms);
        Idle.Return(this);
    }

    private static void Grow<T>(ref T[] values, int used, int needed)
    {
        if (needed <= values.Length) return;
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max((int)Math.Min(Array.MaxLength, 2L * values.Length), needed));
        values.AsSpan(0, used).CopyTo(larger);
        ArrayPool<T>.Shared.Return(values);
        values = larger;
    }

    private int Start(int frame) => frame == 0 ? 0 : _ends[frame - 1];
}
