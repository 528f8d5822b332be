using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Dsp.Transforms.Resampling;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.resample and torchaudio.functional.resample.</summary>
internal sealed class ResamplingGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.resample" when LibrosaOptions(entry) is { } options && entry.Flag("fix") != false => () => Librosa(entry, options),
        "torchaudio.functional.resample" when TorchaudioOptions(entry) is { } options =>
            () => new Resampler(entry.Integer("orig_freq"), entry.Integer("new_freq"), options).Resample(entry.Input()),
        _ => null,
    };

    public override (bool Passes, string Measure)? Judge(GoldenEntry entry, Npy expected, ReadOnlySpan<float> actual)
    {
        double passBand = 0.9 * Math.Min(1, (double)entry.Integer("orig_sr") / entry.Integer("target_sr"));
        double decibels = SignalToNoise.InnerDecibels(expected.Floats, actual, passBand);
        return (decibels >= 60, FormattableString.Invariant($"SNR {decibels:f1} dB in the pass band, at least 60"));
    }

    private static ResamplerOptions? LibrosaOptions(GoldenEntry entry) => entry.Text("res_type") switch
    {
        "soxr_hq" or null => ResamplerOptions.HighQuality,
        "polyphase" => ResamplerOptions.Polyphase,
        "fft" or "scipy" => ResamplerOptions.Fourier,
        _ => null,
    };

    private static ResamplerOptions? TorchaudioOptions(GoldenEntry entry)
    {
        ResamplingMethod? method = entry.Text("resampling_method") switch
        {
            "sinc_interpolation" or "sinc_interp_hann" or null => ResamplingMethod.SincHann,
            "kaiser_window" or "sinc_interp_kaiser" => ResamplingMethod.SincKaiser,
            _ => null,
        };
        var options = ResamplerOptions.Torchaudio;
        return method is null ? null : options with
        {
            Method = method.Value,
            LowpassFilterWidth = entry.Integer("lowpass_filter_width", options.LowpassFilterWidth),
            Rolloff = entry.Number("rolloff") ?? options.Rolloff,
            KaiserBeta = entry.Number("beta") ?? options.KaiserBeta,
        };
    }

    /// <summary>librosa takes the length from a rounded ratio, so that it can be one sample longer, a zero; and by option keeps the energy instead of the amplitude.</summary>
    private static float[] Librosa(GoldenEntry entry, ResamplerOptions options)
    {
        int from = entry.Integer("orig_sr"), to = entry.Integer("target_sr");
        double ratio = (double)to / from;
        float[] input = entry.Input(), output;
        int length = (int)Math.Ceiling(input.Length * ratio);
        if (options.Method == ResamplingMethod.Fourier)
        {
            output = new float[length];
            FourierResampling.Run(input, output);
        }
        else
        {
            output = new Resampler(from, to, options).Resample(input);
            Array.Resize(ref output, length);
        }
        return entry.Flag("scale") == true ? Array.ConvertAll(output, sample => (float)(sample / Math.Sqrt(ratio))) : output;
    }
}
