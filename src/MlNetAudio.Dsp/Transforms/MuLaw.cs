namespace MlNetAudio.Dsp.Transforms;

/// <summary>Samples on a logarithmic scale of few steps: code = ⌊(sign(x)·ln(1 + μ|x|)/ln(1 + μ) + 1)/2·μ + ½⌋ with μ = channels − 1.</summary>
/// <remarks>torchaudio.transforms.MuLawEncoding and MuLawDecoding, in single precision as there, so that the codes are the same.</remarks>
public static class MuLaw
{
    /// <summary>A sample in −1..1, those beyond counting as −1 or 1 → a code 0 .. channels − 1.</summary>
    /// <exception cref="ArgumentException">There are fewer than two channels, or the sample is not a number.</exception>
    public static int Encode(float sample, int channels = 256)
    {
        if (float.IsNaN(sample)) throw new ArgumentException("The sample is NaN; samples must be finite: replace or leave out what is not.", nameof(sample));
        float mu = Mu(channels);
        float compressed = MathF.Sign(sample) * LogOfOnePlus(mu * Math.Min(1, Math.Abs(sample))) / LogOfOnePlus(mu);
        return (int)((compressed + 1) / 2 * mu + 0.5f);
    }

    /// <summary>A code → the sample in −1..1 that it stands for.</summary>
    /// <exception cref="ArgumentException">There are fewer than two channels, or the code is not 0 .. channels − 1.</exception>
    public static float Decode(int code, int channels = 256)
    {
        float mu = Mu(channels);
        if ((uint)code >= (uint)channels) throw new ArgumentOutOfRangeException(nameof(code), $"A code of {channels} channels is 0 to {channels - 1}, got {code}.");
        float compressed = code / mu * 2 - 1;
        return MathF.Sign(compressed) * ((float)Math.Exp(Math.Abs(compressed) * LogOfOnePlus(mu)) - 1) / mu;
    }

    /// <summary>samples [n] → codes [n].</summary>
    /// <exception cref="ArgumentException">As for one sample, or the spans differ in length.</exception>
    public static void Encode(ReadOnlySpan<float> samples, Span<int> codes, int channels = 256)
    {
        CheckRoom(samples.Length, codes.Length, nameof(codes));
        for (int n = 0; n < samples.Length; n++) codes[n] = Encode(samples[n], channels);
    }

    /// <summary>codes [n] → samples [n].</summary>
    /// <exception cref="ArgumentException">As for one code, or the spans differ in length.</exception>
    public static void Decode(ReadOnlySpan<int> codes, Span<float> samples, int channels = 256)
    {
        CheckRoom(codes.Length, samples.Length, nameof(samples));
        for (int n = 0; n < codes.Length; n++) samples[n] = Decode(codes[n], channels);
    }

    private static float Mu(int channels) => channels >= 2 ? channels - 1 : throw new ArgumentOutOfRangeException(nameof(channels), $"channels must be at least 2, got {channels}.");

    /// <summary>Rounded once: the sum is exact in double precision.</summary>
    private static float LogOfOnePlus(float value) => (float)Math.Log(1.0 + value);

    private static void CheckRoom(int values, int room, string name)
    {
        if (room != values) throw new ArgumentException($"{values} values need room for as many, got {room}.", name);
    }
}
