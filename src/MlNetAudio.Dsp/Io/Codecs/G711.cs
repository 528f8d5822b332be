namespace MlNetAudio.Dsp.Io.Codecs;

/// <summary>The two companding laws of telephony, byte → sample.</summary>
/// <remarks>ITU-T G.711, as 13 (A-law) and 14 (mu-law) bits left-justified in 16.</remarks>
internal static class G711
{
    public static readonly float[] ALaw = Table(code =>
    {
        int inverted = code ^ 0x55, exponent = inverted >> 4 & 7, mantissa = (inverted & 15) << 4 | 8;   // every other bit is sent inverted
        int magnitude = exponent == 0 ? mantissa : (mantissa | 0x100) << exponent - 1;
        return (inverted & 0x80) != 0 ? magnitude : -magnitude;
    });

    public static readonly float[] MuLaw = Table(code =>
    {
        const int Bias = 0x84;
        int inverted = ~code, exponent = inverted >> 4 & 7;
        int magnitude = ((inverted & 15) << 3 | Bias) << exponent;
        return (inverted & 0x80) != 0 ? Bias - magnitude : magnitude - Bias;
    });

    private static float[] Table(Func<int, int> expand) => [.. Enumerable.Range(0, 256).Select(code => expand(code) / 32_768f)];
}
