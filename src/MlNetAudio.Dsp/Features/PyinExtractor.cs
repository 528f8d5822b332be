using System.Buffers;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → fundamental frequency, voicing and its probability over time: the likeliest path through what each frame suggests.</summary>
/// <remarks>
/// librosa.pyin; Mauch and Dixon, "pYIN: a fundamental frequency estimator using probabilistic threshold distributions", 2014. The path is known only at the end of the
/// signal, so that there is no streaming form. One instance serves any number of threads.
/// </remarks>
public sealed class PyinExtractor : IFeatureExtractor
{
    private readonly YinDifference _difference;
    private readonly PyinCandidates _candidates;
    private readonly PyinViterbi _viterbi;
    private readonly double[] _frequencies;   // [pitch bins], hertz
    private readonly double? _unvoicedHz;

    /// <exception cref="ArgumentException">The frequencies are not 0 &lt; minimum &lt; maximum ≤ half the rate, a period of the minimum is longer than a frame, or there is but one pitch bin.</exception>
    public PyinExtractor(PyinOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _difference = new(options);
        int binsPerSemitone = (int)Math.Ceiling(1 / options.SemitonesPerBin);
        int bins = (int)(12 * binsPerSemitone * Math.Log2(options.MaximumFrequencyHz / options.MinimumFrequencyHz)) + 1;
        if (bins < 2) throw new ArgumentException(FormattableString.Invariant($"MaximumFrequencyHz ({options.MaximumFrequencyHz}) must be at least a pitch bin of {options.SemitonesPerBin} semitones above MinimumFrequencyHz ({options.MinimumFrequencyHz})."), nameof(options));
        _candidates = new(options, _difference, bins, binsPerSemitone);
        int semitonesPerFrame = (int)Math.Round(options.OctavesPerSecond * 12 * Frames.HopLength / options.SampleRateHz);
        _viterbi = new(bins, checked(semitonesPerFrame * binsPerSemitone + 1), options.SwitchProbability);
        _frequencies = new double[bins];
        for (int bin = 0; bin < bins; bin++) _frequencies[bin] = options.MinimumFrequencyHz * Math.Pow(2, bin / (12.0 * binsPerSemitone));
        _unvoicedHz = options.UnvoicedHz;
    }

    /// <summary>Hertz, 0 or 1, and 0..1.</summary>
    public IReadOnlyList<string> Names { get; } = ["pyin_f0", "pyin_voiced", "pyin_voiced_probability"];

    private FrameGrid Frames => _difference.Frames;

    public int FrameCount(int samples) => Frames.Count(samples);

    /// <returns>[3, frames]; a frequency that is not a number, of frames without a pitch, is 0.</returns>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        using var observations = Observe(samples);
        var matrix = new FeatureMatrix(3, observations.Frames);
        Fill(matrix, observations);
        return matrix;
    }

    /// <summary>The same into a matrix that is there [3, frames], all of it overwritten; allocates nothing.</summary>
    /// <exception cref="ArgumentException">As above, or the matrix has another shape.</exception>
    public void Extract(ReadOnlySpan<float> samples, FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        using var observations = Observe(samples);
        matrix.RequireShape(3, observations.Frames);
        Fill(matrix, observations);
    }

    private void Fill(FeatureMatrix matrix, PyinObservations observations)
    {
        int[] states = Decode(observations);
        for (int frame = 0; frame < matrix.Frames; frame++)
        {
            var (hertz, voiced) = Pitch(states[frame]);
            matrix[0, frame] = float.IsFinite(hertz) ? hertz : 0;
            matrix[1, frame] = voiced ? 1 : 0;
            matrix[2, frame] = (float)observations.VoicedProbability[frame];
        }
        ArrayPool<int>.Shared.Return(states);
    }

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public PitchTrack Track(ReadOnlySpan<float> samples)
    {
        using var observations = Observe(samples);
        float[] f0 = new float[observations.Frames], probability = new float[f0.Length];
        bool[] voiced = new bool[f0.Length];
        int[] states = Decode(observations);
        for (int frame = 0; frame < f0.Length; frame++)
        {
            (f0[frame], voiced[frame]) = Pitch(states[frame]);
            probability[frame] = (float)observations.VoicedProbability[frame];
        }
        ArrayPool<int>.Shared.Return(states);
        return new(f0, voiced, probability);
    }

    private PyinObservations Observe(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        int count = Frames.RequiredCount(samples);
        var observations = PyinObservations.Open(count);
        float[] padded = ArrayPool<float>.Shared.Rent(Frames.Span(Math.Min(YinDifference.BlockFrames, count)));
        using var workspace = _difference.NewWorkspace();
        using var scratch = _candidates.NewWorkspace();
        for (int first = 0; first < count; first += YinDifference.BlockFrames)
        {
            int block = Math.Min(YinDifference.BlockFrames, count - first);
            var cut = Frames.Cut(samples, first, block, padded);
            _difference.Begin(cut, block, workspace);
            for (int i = 0; i < block; i++)
            {
                var difference = _difference.Of(cut, i, workspace);
                int troughs = YinDifference.FindTroughs(difference, workspace.Troughs);
                _candidates.Observe(difference, workspace.Troughs.AsSpan(0, troughs), observations, scratch);
            }
        }
        ArrayPool<float>.Shared.Return(padded);
        return observations;
    }

    /// <returns>The state of each frame [≥ frames], from the pool.</returns>
    private int[] Decode(PyinObservations observations)
    {
        int[] states = ArrayPool<int>.Shared.Rent(observations.Frames);
        _viterbi.Decode(observations, states.AsSpan(0, observations.Frames));
        return states;
    }

    private (float Hertz, bool Voiced) Pitch(int state)
    {
        bool voiced = state < _frequencies.Length;
        double hertz = _frequencies[state % _frequencies.Length];
        return ((float)(voiced ? hertz : _unvoicedHz ?? hertz), voiced);
    }
}
