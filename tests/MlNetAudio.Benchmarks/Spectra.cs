using System.Diagnostics;
using System.Text.Json;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Benchmarks;

/// <summary>Fourier transforms on one core: windowed frames of five seconds of noise at 22,050 Hz to spectra and back, and single transforms.</summary>
internal static class Spectra
{
    private static readonly Dictionary<string, Func<Dictionary<string, object>>> Cases = new()
    {
        ["power_2048_512"] = () => Power(2048, 512),
        ["power_1024_512"] = () => Power(1024, 512),
        ["power_400_160"] = () => Power(400, 160),
        ["spectra_2048_512"] = () => Parts(2048, 512),
        ["round_trip_2048_512"] = () => RoundTrip(2048, 512),
        ["real_fft_2048"] = () => Single(2048),
        ["real_fft_4096"] = () => Single(4096),
        ["real_fft_400"] = () => Single(400),
    };

    /// <param name="names">Which measurements; none means all.</param>
    /// <returns>One line of JSON each: name, ns_per_frame, frames_per_s; the median of many runs.</returns>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        string? unknown = names.FirstOrDefault(name => !Cases.ContainsKey(name));
        if (unknown is not null) throw new ArgumentException($"spectra knows no '{unknown}'; it knows {string.Join(", ", Cases.Keys)}.");
        return Cases.Where(item => names.Count == 0 || names.Contains(item.Key))
            .Select(item => JsonSerializer.Serialize(new Dictionary<string, object>([KeyValuePair.Create<string, object>("name", item.Key), .. item.Value()])));
    }

    private static Dictionary<string, object> Power(int fftLength, int hop) => OfFrames(fftLength, hop, static (workspace, _, _) => workspace.Power());

    private static Dictionary<string, object> Parts(int fftLength, int hop) => OfFrames(fftLength, hop, static (workspace, _, _) => _ = workspace.Re);

    private static Dictionary<string, object> RoundTrip(int fftLength, int hop)
    {
        Stft.Synthesis? synthesis = null;
        return OfFrames(fftLength, hop, (workspace, block, stft) => synthesis!.Add(workspace.Re, workspace.Im, block), (stft, frames, samples) =>
        {
            synthesis ??= stft.NewSynthesis(frames, new float[samples]);
            synthesis.Restart();
        });
    }

    private static Dictionary<string, object> OfFrames(int fftLength, int hop, Action<Stft.Workspace, int, Stft> use, Action<Stft, int, int>? begin = null)
    {
        float[] signal = Noise(5 * 22_050);
        var stft = new Stft(new() { FftLength = fftLength, HopLength = hop });
        int frames = stft.Frames.Count(signal.Length);
        using var workspace = stft.NewWorkspace();
        return Measured(frames, () =>
        {
            begin?.Invoke(stft, frames, signal.Length);
            for (int first = 0; first < frames; first += Stft.Lanes)
            {
                int block = Math.Min(Stft.Lanes, frames - first);
                stft.Transform(stft.Frames.Cut(signal, first, block, workspace.Padded), block, workspace);
                use(workspace, block, stft);
            }
        });
    }

    private static Dictionary<string, object> Single(int length)
    {
        const int Repeated = 20;
        var fft = new RealFft(length);
        double[] signal = Array.ConvertAll(Noise(length), sample => (double)sample), re = new double[fft.Bins], im = new double[fft.Bins], scratch = new double[fft.ScratchLength];
        return Measured(Repeated, () =>
        {
            for (int i = 0; i < Repeated; i++) fft.Forward(signal, re, im, scratch);
        });
    }

    /// <summary>The median of a second of runs, after warming up.</summary>
    private static Dictionary<string, object> Measured(int frames, Action run)
    {
        for (var warmUp = Stopwatch.StartNew(); warmUp.ElapsedMilliseconds < 500;) run();
        var times = new List<double>();
        for (var total = Stopwatch.StartNew(); total.ElapsedMilliseconds < 1_000;)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        times.Sort();
        double seconds = times[times.Count / 2] / frames;
        return new() { ["ns_per_frame"] = Math.Round(seconds * 1e9), ["frames_per_s"] = Math.Round(1 / seconds) };
    }

    private static float[] Noise(int samples)
    {
        var random = new Random(1);
        float[] noise = new float[samples];
        for (int n = 0; n < samples; n++) noise[n] = random.NextSingle() * 2 - 1;
        return noise;
    }
}
