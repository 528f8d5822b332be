using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>torchaudio.compliance.kaldi.fbank and mfcc: [frames, features].</summary>
internal sealed class KaldiGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "torchaudio.compliance.kaldi.fbank" when Offered(entry) => () => Transposed(new KaldiFbankExtractor(Fbank(entry)).Extract(Input(entry))),
        "torchaudio.compliance.kaldi.mfcc" when Offered(entry) => () => Transposed(new KaldiMfccExtractor(Mfcc(entry)).Extract(Input(entry))),
        _ => null,
    };

    private static bool Offered(GoldenEntry entry) =>
        (entry.Number("dither") ?? 0) == 0 && (entry.Number("vtln_warp") ?? 1) == 1 && (entry.Text("window_type") is null || SpectralParameters.WindowOf(entry.Text("window_type")) is not null);

    private static KaldiFbankOptions Fbank(GoldenEntry entry) => With(new KaldiFbankOptions { SampleRateHz = 1 }, entry) with
    {
        UsePower = entry.Flag("use_power") != false,
        UseLogarithm = entry.Flag("use_log_fbank") != false,
    };

    private static KaldiMfccOptions Mfcc(GoldenEntry entry) => With(new KaldiMfccOptions { SampleRateHz = 1 }, entry) with
    {
        Coefficients = entry.Integer("num_ceps", 13),
        Lifter = entry.Number("cepstral_lifter") ?? 22,
    };

    private static T With<T>(T options, GoldenEntry entry) where T : KaldiOptions
    {
        double rate = entry.Number("sample_frequency") ?? 16_000, highest = entry.Number("high_freq") ?? 0;
        return (T)(options with
        {
            SampleRateHz = (int)rate,
            FrameMilliseconds = entry.Number("frame_length") ?? 25,
            ShiftMilliseconds = entry.Number("frame_shift") ?? 10,
            SnipEdges = entry.Flag("snip_edges") != false,
            RemoveDcOffset = entry.Flag("remove_dc_offset") != false,
            Preemphasis = entry.Number("preemphasis_coefficient") ?? 0.97,
            Window = entry.Text("window_type") is { } window ? SpectralParameters.WindowOf(window)!.Value : options.Window,
            BlackmanCoefficient = entry.Number("blackman_coeff") ?? 0.42,
            RoundToPowerOfTwo = entry.Flag("round_to_power_of_two") != false,
            MelBands = entry.Integer("num_mel_bins", 23),
            MinimumFrequencyHz = entry.Number("low_freq") ?? 20,
            MaximumFrequencyHz = highest > 0 ? highest : rate / 2 + highest,
            UseEnergy = entry.Flag("use_energy") == true,
            RawEnergy = entry.Flag("raw_energy") != false,
            EnergyFloor = entry.Number("energy_floor") ?? 1,
            HtkCompatible = entry.Flag("htk_compat") == true,
            SubtractMean = entry.Flag("subtract_mean") == true,
        });
    }

    /// <summary>What the entry's note says was done to the signal first.</summary>
    private static float[] Input(GoldenEntry entry)
    {
        float[] signal = entry.Input();
        if (entry.Note?.Contains("minus its mean", StringComparison.Ordinal) == true)
        {
            float mean = (float)signal.Average(sample => (double)sample);
            signal = Array.ConvertAll(signal, sample => sample - mean);
        }
        return entry.Note?.Contains("* 32768", StringComparison.Ordinal) == true ? Array.ConvertAll(signal, sample => sample * 32_768) : signal;
    }

    private static float[] Transposed(FeatureMatrix matrix) => TorchaudioGolden.Transposed(matrix.Values, matrix.Frames);
}
