using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// The troughs of a frame's difference → probabilities of pitch bins. Every threshold, weighed by its prior, spreads its probability over the troughs below it, the shorter
/// periods getting more; a threshold below every trough leaves a little to the deepest one.
/// </summary>
internal sealed class PyinCandidates
{
    /// <summary>Added to a probability before its logarithm: the smallest normal number.</summary>
    internal const double Least = 2.2250738585072014e-308;

    private readonly int _sampleRateHz, _shortestPeriod, _bins, _binsPerOctave;
    private readonly double _minimumHz, _decay, _noTrough;
    private readonly double[] _thresholds;    // [thresholds + 1]: 0, 1/n … 1
    private readonly double[] _prior;         // [thresholds]
    private readonly double[] _priorBelow;    // [thresholds + 1]: Σ of the prior of the first ones
    private readonly double[] _normalization; // [troughs]: so that the weights exp(−λk) of so many troughs sum to 1
    private readonly Pool<Workspace> _workspaces;

    public PyinCandidates(PyinOptions options, YinDifference difference, int bins, int binsPerSemitone)
    {
        (_sampleRateHz, _shortestPeriod, _bins, _binsPerOctave) = (options.SampleRateHz, difference.ShortestPeriod, bins, 12 * binsPerSemitone);
        (_minimumHz, _decay, _noTrough) = (options.MinimumFrequencyHz, Math.Exp(-options.BoltzmannParameter), options.NoTroughProbability);
        int count = options.Thresholds;
        _thresholds = new double[count + 1];
        for (int i = 0; i <= count; i++) _thresholds[i] = i == count ? 1 : i * (1.0 / count);
        _prior = new double[count];
        _priorBelow = new double[count + 1];
        for (int i = 0; i < count; i++)
        {
            _prior[i] = PyinThresholdPrior.Beta(_thresholds[i + 1], options.BetaA, options.BetaB) - PyinThresholdPrior.Beta(_thresholds[i], options.BetaA, options.BetaB);
            _priorBelow[i + 1] = _priorBelow[i] + _prior[i];
        }
        _normalization = new double[difference.Lags + 1];
        for (int troughs = 1; troughs < _normalization.Length; troughs++)
            _normalization[troughs] = (1 - Math.Exp(-options.BoltzmannParameter)) / (1 - Math.Exp(-options.BoltzmannParameter * troughs));
        _workspaces = new(() => new(this));
    }

    /// <summary>Memory for one thread, dispose of it to give it back.</summary>
    public Workspace NewWorkspace() => _workspaces.Rent();

    /// <param name="difference">[lags].</param>
    /// <param name="troughs">Indices of lags, ascending.</param>
    /// <param name="observations">Gets the frame.</param>
    public void Observe(ReadOnlySpan<double> difference, ReadOnlySpan<int> troughs, PyinObservations observations, Workspace workspace)
    {
        Span<double> probabilities = workspace.Probabilities.AsSpan(0, troughs.Length);
        Weigh(difference, troughs, probabilities, workspace);
        int count = 0;
        for (int i = troughs.Length - 1; i >= 0; i--)   // from the longest period, so that bins ascend
        {
            if (probabilities[i] == 0) continue;
            workspace.Places[count] = _shortestPeriod + troughs[i] + YinDifference.ParabolicShift(difference, troughs[i]);
            workspace.Values[count++] = probabilities[i];
        }
        Span<double> places = workspace.Places.AsSpan(0, count);
        TensorPrimitives.Divide(_sampleRateHz / _minimumHz, places, places);
        TensorPrimitives.Log2(places, places);
        Add(places, workspace, observations);
    }

    /// <summary>Octaves above the minimum, ascending, whose probabilities are the workspace's values → the frame's bins.</summary>
    private void Add(ReadOnlySpan<double> octaves, Workspace workspace, PyinObservations observations)
    {
        Span<double> values = workspace.Values;
        double voiced = 0;
        int count = 0, previous = -1;
        for (int i = 0; i < octaves.Length; i++)
        {
            int bin = (int)Math.Clamp(Math.Round(_binsPerOctave * octaves[i]), 0, _bins);
            // Where two periods share a bin, the longer one's probability stands; one above the last bin is nobody's.
            if (bin == _bins || bin == previous) continue;
            voiced += values[i];
            (workspace.Bins[count], values[count], previous) = (bin, values[i], bin);
            count++;
        }
        voiced = Math.Clamp(voiced, 0, 1);
        Span<double> logarithms = values[..count];
        TensorPrimitives.Add(logarithms, Least, logarithms);
        TensorPrimitives.Log(logarithms, logarithms);
        observations.Add(workspace.Bins.AsSpan(0, count), logarithms, Math.Log((1 - voiced) / _bins + Least), voiced);
    }

    /// <summary>The probability of each trough.</summary>
    private void Weigh(ReadOnlySpan<double> difference, ReadOnlySpan<int> troughs, Span<double> probabilities, Workspace workspace)
    {
        if (troughs.IsEmpty) return;
        Span<double> weights = workspace.Weights;
        Span<int> firsts = workspace.Firsts.AsSpan(0, troughs.Length), counts = workspace.Counts;
        counts.Clear();
        int deepest = 0;
        for (int i = 0; i < troughs.Length; i++)
        {
            double height = difference[troughs[i]];
            firsts[i] = FirstAbove(height);
            counts[firsts[i]]++;
            if (height < difference[troughs[deepest]]) deepest = i;
        }
        for (int t = 0, below = 0; t < weights.Length; t++)
        {
            below += counts[t];
            weights[t] = _prior[t] * _normalization[below];
        }
        for (int i = 0; i < troughs.Length; i++) probabilities[i] = SumThenScale(weights[firsts[i]..], _decay);
        probabilities[deepest] += _noTrough * _priorBelow[firsts[deepest]];
    }

    /// <summary>The first threshold above a height, or as many as there are.</summary>
    private int FirstAbove(double height)
    {
        int count = _prior.Length, t = (int)Math.Clamp(height * count, 0, count);
        while (t > 0 && height < _thresholds[t]) t--;
        while (t < count && height >= _thresholds[t + 1]) t++;
        return t;
    }

    /// <summary>Σ values, after which each is multiplied.</summary>
    internal static double SumThenScale(Span<double> values, double factor)
    {
        ref double from = ref MemoryMarshal.GetReference(values);
        var sums = Vector<double>.Zero;
        var factors = new Vector<double>(factor);
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var value = Vector.LoadUnsafe(ref from, (nuint)i);
            sums += value;
            (value * factors).StoreUnsafe(ref from, (nuint)i);
        }
        double sum = Vector.Sum(sums);
        for (; i < values.Length; i++)
        {
            sum += values[i];
            values[i] *= factor;
        }
        return sum;
    }

    /// <summary>One thread's memory.</summary>
    internal sealed class Workspace(PyinCandidates owner) : IDisposable
    {
        public double[] Weights { get; } = new double[owner._prior.Length];

        public int[] Counts { get; } = new int[owner._prior.Length + 1];

        public int[] Firsts { get; } = new int[owner._normalization.Length];

        public double[] Probabilities { get; } = new double[owner._normalization.Length];

        public double[] Places { get; } = new double[owner._normalization.Length];

        public double[] Values { get; } = new double[owner._normalization.Length];

        public int[] Bins { get; } = new int[owner._normalization.Length];

        public void Dispose() => owner._workspaces.Return(this);
    }
}
