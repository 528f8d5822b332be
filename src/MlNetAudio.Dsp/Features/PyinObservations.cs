namespace MlNetAudio.Dsp.Features;

/// <summary>What each frame says of the pitch: the logarithms of the probabilities of the few pitch bins that have one, and that of every unvoiced state.</summary>
internal sealed class PyinObservations(int capacity)
{
    /// <summary>Candidates of a frame that there is room for at first; more are made room for.</summary>
    private const int ExpectedCandidates = 64;

    private readonly int[] _ends = new int[capacity];
    private int[] _bins = new int[ExpectedCandidates * capacity];
    private double[] _logarithms = new double[ExpectedCandidates * capacity];

    public int Frames { get; private set; }

    /// <summary>0..1 [frames].</summary>
    public double[] VoicedProbability { get; } = new double[capacity];

    /// <summary>ln of the probability of each unvoiced state [frames].</summary>
    public double[] Unvoiced { get; } = new double[capacity];

    /// <summary>The pitch bins [candidates] of a frame.</summary>
    public ReadOnlySpan<int> Bins(int frame) => _bins.AsSpan(Start(frame), _ends[frame] - Start(frame));

    /// <summary>ln of the probabilities [candidates] of these bins.</summary>
    public ReadOnlySpan<double> Voiced(int frame) => _logarithms.AsSpan(Start(frame), _ends[frame] - Start(frame));

    public void Add(ReadOnlySpan<int> bins, ReadOnlySpan<double> logarithms, double unvoiced, double voicedProbability)
    {
        int start = Start(Frames), end = start + bins.Length;
        if (end > _bins.Length)
        {
            Array.Resize(ref _bins, Math.Max(2 * _bins.Length, end));
            Array.Resize(ref _logarithms, _bins.Length);
        }
        bins.CopyTo(_bins.AsSpan(start));
        logarithms.CopyTo(_logarithms.AsSpan(start));
        (_ends[Frames], Unvoiced[Frames], VoicedProbability[Frames]) = (end, unvoiced, voicedProbability);
        Frames++;
    }

    private int Start(int frame) => frame == 0 ? 0 : _ends[frame - 1];
}
