using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class PyinCandidatesTests
{
    private const int Bins = 241;   // two octaves from 200 Hz to 800 Hz, 10 to the semitone

    private static readonly PyinOptions Options = new() { SampleRateHz = 8_000, MinimumFrequencyHz = 200, MaximumFrequencyHz = 800, FrameLength = 256, Thresholds = 30, BoltzmannParameter = 0.7, NoTroughProbability = 0.2 };

    [Theory, Trait("Category", "Kernels"), InlineData(1, 0), InlineData(2, 0.4), InlineData(3, 1.2)]
    public void Probabilities_are_those_of_the_definition(int seed, double offset)
    {
        var difference = new YinDifference(Options);
        var candidates = new PyinCandidates(Options, difference, Bins, binsPerSemitone: 10);
        double[] values = Array.ConvertAll(Some.Floats(difference.Lags, seed), value => value * value + offset);
        int[] troughs = new int[values.Length];
        int count = YinDifference.FindTroughs(values, troughs);
        using var observations = PyinObservations.Open(1);
        using var workspace = candidates.NewWorkspace();

        candidates.Observe(values, troughs.AsSpan(0, count), observations, workspace);

        double[] expected = Reference(values, troughs[..count], difference.ShortestPeriod);
        double voiced = expected.Sum();
        Assert.Equal(voiced, observations.VoicedProbability[0], 1e-12);
        Assert.Equal(1 - voiced, Bins * Math.Exp(observations.Unvoiced[0]), 1e-12);
        double[] actual = new double[Bins];
        for (int i = 0; i < observations.Bins(0).Length; i++) actual[observations.Bins(0)[i]] = Math.Exp(observations.Voiced(0)[i]);
        Assert.Equal(expected, actual, (x, y) => Math.Abs(x - y) <= 1e-12);
    }

    /// <summary>Threshold by threshold and trough by trough → [bins].</summary>
    private static double[] Reference(double[] values, int[] troughs, int shortestPeriod)
    {
        double[] probabilities = new double[troughs.Length];
        int deepest = Array.IndexOf([.. troughs.Select(trough => values[trough])], troughs.Min(trough => values[trough]));
        for (int t = 1; t <= Options.Thresholds; t++)
        {
            double prior = PyinThresholdPrior.Beta((double)t / Options.Thresholds, Options.BetaA, Options.BetaB) - PyinThresholdPrior.Beta((t - 1.0) / Options.Thresholds, Options.BetaA, Options.BetaB);
            int[] below = [.. Enumerable.Range(0, troughs.Length).Where(i => values[troughs[i]] < (double)t / Options.Thresholds)];
            double sum = Enumerable.Range(0, below.Length).Sum(k => Math.Exp(-Options.BoltzmannParameter * k));
            for (int k = 0; k < below.Length; k++) probabilities[below[k]] += prior * Math.Exp(-Options.BoltzmannParameter * k) / sum;
            if (!(values[troughs[deepest]] < (double)t / Options.Thresholds)) probabilities[deepest] += Options.NoTroughProbability * prior;
        }
        double[] bins = new double[Bins];
        for (int i = 0; i < troughs.Length; i++)
        {
            if (probabilities[i] == 0) continue;
            double hertz = Options.SampleRateHz / (shortestPeriod + troughs[i] + YinDifference.ParabolicShift(values, troughs[i]));
            int bin = (int)Math.Clamp(Math.Round(120 * Math.Log2(hertz / Options.MinimumFrequencyHz)), 0, Bins);
            if (bin < Bins) bins[bin] = probabilities[i];
        }
        return bins;
    }
}
