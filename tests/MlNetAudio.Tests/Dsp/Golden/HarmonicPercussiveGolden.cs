using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.effects.hpss, harmonic and percussive.</summary>
internal sealed class HarmonicPercussiveGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.effects.hpss" when IsOffered(entry) && entry.Note is "first output" or "second output" => () => Separate(entry, harmonic: entry.Note == "first output"),
        "librosa.effects.harmonic" when IsOffered(entry) => () => Separate(entry, harmonic: true),
        "librosa.effects.percussive" when IsOffered(entry) => () => Separate(entry, harmonic: false),
        _ => null,
    };

    /// <summary>The bound is the entry's "correlation &gt; 0.99".</summary>
    public override (bool Passes, string Measure)? Judge(GoldenEntry entry, Npy expected, ReadOnlySpan<float> actual)
    {
        double product = 0, squares = 0, expectedSquares = 0;
        for (int n = 0; n < actual.Length; n++)
        {
            product += actual[n] * expected.Values[n];
            squares += (double)actual[n] * actual[n];
            expectedSquares += expected.Values[n] * expected.Values[n];
        }
        double correlation = product / Math.Sqrt(squares * expectedSquares);
        return (correlation > 0.99, FormattableString.Invariant($"correlation {correlation:f9}, bound 0.99; max|d|/peak {Approximately.RelativeToPeak(expected.Values, actual):e2}"));
    }

    private static bool IsOffered(GoldenEntry entry) => SpectralEntry.IsOffered(entry) && entry.Flag("mask") != true && Pair(entry, "kernel_size") is not null && Pair(entry, "margin") is not null;

    /// <summary>A number for both parts; null: something else.</summary>
    private static double? Pair(GoldenEntry entry, string parameter) => entry.Has(parameter) ? entry.Number(parameter) : parameter == "margin" ? 1 : 31;

    private static float[] Separate(GoldenEntry entry, bool harmonic)
    {
        int kernel = (int)Pair(entry, "kernel_size")!.Value;
        double margin = Pair(entry, "margin")!.Value;
        var separator = new HarmonicPercussiveSeparator(new()
        {
            Stft = SpectralParameters.Stft(entry),
            HarmonicFrames = kernel,
            PercussiveBins = kernel,
            HarmonicMargin = margin,
            PercussiveMargin = margin,
            Power = entry.Text("power") == "inf" ? double.PositiveInfinity : entry.Number("power") ?? 2,
        });
        var (lasting, striking) = separator.Separate(entry.Input());
        return harmonic ? lasting : striking;
    }
}
