using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class PyinViterbiTests
{
    private const double Least = PyinCandidates.Least;

    /// <summary>Bins, width of the band, frames: widths odd and even, wider than there are bins, 1; frames around a chunk's 256 and beyond.</summary>
    [Theory]
    [InlineData(20, 5, 1), InlineData(20, 5, 2), InlineData(20, 5, 100), InlineData(21, 6, 50), InlineData(20, 6, 50), InlineData(7, 31, 20), InlineData(33, 1, 30), InlineData(12, 5, 256), InlineData(12, 5, 257), InlineData(12, 5, 600)]
    public void The_path_is_the_likeliest_of_all_transitions(int bins, int width, int frames)
    {
        using var observations = SomeObservations(bins, frames, certain: 0);
        int[] states = new int[frames];

        new PyinViterbi(bins, width, 0.1).Decode(observations, states);

        AssertLikeliest(observations, bins, width, 0.1, states);
    }

    [Theory, InlineData(20, 3, 60), InlineData(30, 5, 300)]
    public void Where_a_pitch_jumps_and_nothing_is_unvoiced_the_impossible_is_taken(int bins, int width, int frames)
    {
        using var observations = SomeObservations(bins, frames, certain: 3);
        int[] states = new int[frames];

        new PyinViterbi(bins, width, 0.01).Decode(observations, states);

        AssertLikeliest(observations, bins, width, 0.01, states);
    }

    [Theory, Trait("Category", "Kernels"), InlineData(1, 1), InlineData(2, 1), InlineData(9, 2), InlineData(101, 3)]
    public void The_best_of_a_band_is_the_same_with_and_without_vectors(int width, int tiles)
    {
        double[] Doubles(int count, int seed) => Array.ConvertAll(Some.Floats(count, seed), value => (double)value);
        double[] source = Doubles(tiles * PyinViterbi.Tile + width - 1, 1), band = Doubles(width, 2), best = new double[tiles * PyinViterbi.Tile], expected = new double[best.Length];

        PyinViterbi.BandMaximaReference(source, band, expected);
        PyinViterbi.BandMaxima(source, band, best);

        Assert.Equal(expected, best);
    }

    /// <summary>A few voiced bins a frame; where frame mod certain = 0, they take all probability.</summary>
    private static PyinObservations SomeObservations(int bins, int frames, int certain)
    {
        var random = new Random(100 * bins + frames);
        var observations = PyinObservations.Open(frames);
        for (int frame = 0; frame < frames; frame++)
        {
            int[] candidates = [.. Enumerable.Range(0, bins).Where(_ => random.NextDouble() < 0.2)];
            double total = certain > 0 && frame % certain == 0 && candidates.Length > 0 ? 1 : 0.9 * random.NextDouble();
            double[] weights = [.. candidates.Select(_ => random.NextDouble() + 0.01)];
            double voiced = candidates.Length == 0 ? 0 : total, sum = weights.Sum();
            observations.Add(candidates, Array.ConvertAll(weights, weight => Math.Log(weight / sum * total + Least)), Math.Log((1 - voiced) / bins + Least), voiced);
        }
        return observations;
    }

    /// <summary>The path's own probability is the greatest that the dense recursion finds: the path itself may differ where two are equally likely.</summary>
    private static void AssertLikeliest(PyinObservations observations, int bins, int width, double switchProbability, int[] states)
    {
        double[,] transitions = Transitions(bins, width, switchProbability);
        double[] values = [.. Observed(observations, 0, bins).Select(value => value + Math.Log(1.0 / (2 * bins)))];
        double path = values[states[0]];
        for (int frame = 1; frame < observations.Frames; frame++)
        {
            double[] observed = Observed(observations, frame, bins), next = new double[2 * bins];
            for (int to = 0; to < 2 * bins; to++) next[to] = Enumerable.Range(0, 2 * bins).Max(from => values[from] + transitions[from, to]) + observed[to];
            values = next;
            path += transitions[states[frame - 1], states[frame]] + observed[states[frame]];
        }
        Assert.Equal(values.Max(), path, 1e-9 * Math.Abs(path));
    }

    private static double[] Observed(PyinObservations observations, int frame, int bins)
    {
        double[] logarithms = new double[2 * bins];
        Array.Fill(logarithms, Math.Log(Least));
        for (int i = 0; i < observations.Bins(frame).Length; i++) logarithms[observations.Bins(frame)[i]] = observations.Voiced(frame)[i];
        for (int bin = 0; bin < bins; bin++) logarithms[bins + bin] = observations.Unvoiced[frame];
        return logarithms;
    }

    /// <summary>librosa.sequence.transition_local with a triangle, row by row, for both voicings: [from, to].</summary>
    private static double[,] Transitions(int bins, int width, double switchProbability)
    {
        double[,] logarithms = new double[2 * bins, 2 * bins];
        for (int from = 0; from < bins; from++)
        {
            double[] row = new double[bins];
            int first = from - (width - 1) / 2 - (width % 2 == 0 && bins % 2 == 1 ? 1 : 0);
            for (int i = 0; i < width; i++)
            {
                double height = width % 2 == 1 ? 1 - Math.Abs(i - width / 2) / (width / 2 + 1.0) : 1 - Math.Abs(2 * i + 1 - width) / (double)width;
                if (first + i >= 0 && first + i < bins) row[first + i] = height;
            }
            double sum = row.Sum();
            for (int to = 0; to < bins; to++)
                for (int voicings = 0; voicings < 4; voicings++)
                    logarithms[from + voicings / 2 * bins, to + voicings % 2 * bins] = Math.Log(row[to] / sum * (voicings is 0 or 3 ? 1 - switchProbability : switchProbability) + Least);
        }
        return logarithms;
    }
}
