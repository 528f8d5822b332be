using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.stft.</summary>
internal sealed class SpectrogramGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.stft" when SpectralParameters.Window(entry) is not null && SpectralParameters.PadMode(entry) is not null => () => StftPart(entry),
        _ when entry.Function.StartsWith("librosa.istft(librosa.stft(", StringComparison.Ordinal) => () => RoundTrip(entry),
        _ => null,
    };


    /// <summary>[bins, frames]: magnitudes, unless the entry's note asks for one part.</summary>
    private static float[] StftPart(GoldenEntry entry)
    {
        var spectra = new Stft(SpectralParameters.Stft(entry)).Forward(entry.Input());
        return entry.Note switch { "real part" => spectra.Re, "imaginary part" => spectra.Im, _ => spectra.Magnitude() };
    }

    private static float[] RoundTrip(GoldenEntry entry)
    {
        var stft = new Stft(SpectralParameters.Stft(entry));
        return stft.Inverse(stft.Forward(entry.Input()), entry.Integer("length"));
    }
}
