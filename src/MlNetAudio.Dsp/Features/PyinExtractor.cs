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
        var track = Track(samples);
        var matrix = new FeatureMatrix(3, track.F0Hz.Length);
        for (int frame = 0; frame < matrix.Frames; frame++)
        {
            matrix[0, frame] = float.IsFinite(track.F0Hz[frame]) ? track.F0Hz[frame] : 0;
            matrix[1, frame] = track.Voiced[frame] ? 1 : 0;
        }
        track.VoicedProbability.CopyTo(matrix.Row(2));
        return matrix;
    }

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public PitchTrack Track(ReadOnlySpan<float> samples)
    {
        var observations = Observe(samples);
        int[] states = new int[observations.Frames];
        _viterbi.Decode(observations, states);
        float[] f0 = new float[states.Length], probability = new float[states.Length];
        bool[] voiced = new bool[states.Length];
        for (int frame = 0; frame < states.Length; frame++)
        {
            int bin = states[frame] % _frequencies.Length;
            voiced[frame] = states[frame] < _frequencies.Length;
            f0[frame] = (float)(voiced[frame] ? _frequencies[bin] : _unvoicedHz ?? _frequencies[bin]);
            probability[frame] = (float)observations.VoicedProbability[frame];
        }
        return new(f0, voiced, probability);
    }

    private PyinObservations Observe(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        int count = Frames.RequiredCount(samples);
        var observations = new PyinObservations(count);
        float[] padded = new float[Frames.Span(Math.Min(YinDifference.BlockFrames, count))];
        using var workspace = _difference.NewWorkspace();
        var scratch = _candidates.NewWorkspace();
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
        return observations;
    }
}
