namespace MlNetAudio.Dsp.Transforms;

/// <summary>How a signal comes to another sample rate.</summary>
public sealed record ResamplerOptions
{
    public static ResamplerOptions HighQuality { get; } = new();

    /// <summary>scipy.signal.resample_poly, librosa's res_type "polyphase".</summary>
    public static ResamplerOptions Polyphase { get; } = new() { Method = ResamplingMethod.Polyphase };

    /// <summary>scipy.signal.resample, librosa's res_types "fft" and "scipy".</summary>
    public static ResamplerOptions Fourier { get; } = new() { Method = ResamplingMethod.Fourier };

    /// <summary>torchaudio.functional.resample without further arguments.</summary>
    public static ResamplerOptions Torchaudio { get; } = new() { Method = ResamplingMethod.SincHann };

    public ResamplingMethod Method
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(null, $"{nameof(Method)} must be a {nameof(ResamplingMethod)}, got {(int)value}.");
    }

    /// <summary>Zero crossings of the sinc to each side; of <see cref="ResamplingMethod.SincHann"/> and <see cref="ResamplingMethod.SincKaiser"/>.</summary>
    public int LowpassFilterWidth { get; init => field = Require.Positive(value); } = 6;

    /// <summary>Cutoff as a fraction of the lower Nyquist frequency, above 0 up to 1; of <see cref="ResamplingMethod.SincHann"/> and <see cref="ResamplingMethod.SincKaiser"/>.</summary>
    public double Rolloff
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{nameof(Rolloff)} must be above 0 and at most 1, got {value}."));
    } = 0.99;

    /// <summary>Of <see cref="ResamplingMethod.SincKaiser"/>: a larger β attenuates more and cuts off less sharply.</summary>
    public double KaiserBeta { get; init => field = Require.NotNegative(value); } = 14.769656459379492;
}
