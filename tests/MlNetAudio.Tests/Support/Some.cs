namespace MlNetAudio.Tests.Support;

/// <summary>Values whose exact content does not matter, the same for a seed on every run.</summary>
internal static class Some
{
    /// <summary>Uniform in −1..1.</summary>
    public static float[] Floats(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.NextSingle() * 2 - 1;
        return values;
    }

    /// <summary>amplitude · sin(2π · hertz · n / rate).</summary>
    public static float[] Sine(double hertz, int sampleRateHz, int samples, double amplitude = 1)
    {
        float[] values = new float[samples];
        for (int n = 0; n < samples; n++) values[n] = (float)(amplitude * Math.Sin(2 * Math.PI * hertz * n / sampleRateHz));
        return values;
    }
}
