using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.effects and griffinlim.</summary>
internal sealed class EffectsGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.effects.trim" when OfMaximum(entry) => () => Borders([Silence.Trim(entry.Input(), Options(entry))]),
        "librosa.effects.split" when OfMaximum(entry) => () => Borders(Silence.Split(entry.Input(), Options(entry))),
        "librosa.effects.preemphasis" => () => PreEmphasis.Apply(entry.Input(), entry.Number("coef") ?? 0.97),
        "librosa.effects.deemphasis" => () => PreEmphasis.Undo(entry.Input(), entry.Number("coef") ?? 0.97),
        "librosa.effects.time_stretch" => () => new TimeStretch(entry.Number("rate")!.Value).Apply(entry.Input()),
        "librosa.effects.pitch_shift" when entry.Flag("scale") != true => () => new PitchShift(entry.Number("n_steps")!.Value * 12 / (entry.Number("bins_per_octave") ?? 12)).Apply(entry.Input()),
        "librosa.griffinlim" when entry.Text("init") is null => () => GriffinLim.Reconstruct(entry.Input(), GriffinLimOf(entry), entry.Integer("length")),
        _ => null,
    };

    public override (bool Passes, string Measure)? Judge(GoldenEntry entry, Npy expected, ReadOnlySpan<float> actual)
    {
        if (expected.Values.Length != actual.Length) return (false, $"{actual.Length} samples, not {expected.Values.Length}");
        if (entry.Function == "librosa.griffinlim")
        {
            double theirs = Divergence(entry, expected.Floats), ours = Divergence(entry, actual);
            return (ours <= 1.02 * theirs, FormattableString.Invariant($"spectra {ours:f4} of the wanted ones away, at most 1.02 times the reference's {theirs:f4}"));
        }
        double correlation = LogMelCorrelation(expected.Floats, actual, entry.Integer("sr", 22_050));
        return (correlation > 0.98, FormattableString.Invariant($"log-mel correlation {correlation:f4}, above 0.98"));
    }

    private static GriffinLimOptions GriffinLimOf(GoldenEntry entry) => new()
    {
        Stft = new() { FftLength = entry.Integer("n_fft", 2048), HopLength = entry.Integer("hop_length", entry.Integer("n_fft", 2048) / 4), Centered = entry.Flag("center") != false },
        Iterations = entry.Integer("n_iter", 32),
        Momentum = entry.Number("momentum") ?? 0.99,
    };

    /// <summary>‖|STFT(signal)| − S‖ / ‖S‖.</summary>
    private static double Divergence(GoldenEntry entry, ReadOnlySpan<float> signal)
    {
        float[] wanted = entry.Input(), got = new Stft(GriffinLimOf(entry).Stft).Forward(signal).Magnitude();
        double difference = 0, norm = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            difference += ((double)wanted[i] - got[i]) * ((double)wanted[i] - got[i]);
            norm += (double)wanted[i] * wanted[i];
        }
        return Math.Sqrt(difference / norm);
    }

    private static double LogMelCorrelation(float[] expected, ReadOnlySpan<float> actual, int sampleRateHz)
    {
        var extractor = new LogMelExtractor(new() { SampleRateHz = sampleRateHz, MelBands = 64 });
        float[] x = extractor.Extract(expected).Values, y = extractor.Extract(actual).Values;
        double meanX = x.Average(), meanY = y.Average(), xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.Sqrt(xx * yy);
    }

    private static bool OfMaximum(GoldenEntry entry) => entry.Text("ref") is null or "amax" or "max";

    private static SilenceOptions Options(GoldenEntry entry) => new()
    {
        TopDecibels = entry.Number("top_db") ?? 60,
        FrameLength = entry.Integer("frame_length", 2048),
        HopLength = entry.Integer("hop_length", 512),
    };

    private static float[] Borders(IReadOnlyList<Range> ranges) => [.. ranges.SelectMany(range => new float[] { range.Start.Value, range.End.Value })];
}
