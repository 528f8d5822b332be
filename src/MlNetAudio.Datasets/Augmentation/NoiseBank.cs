using System.Security.Cryptography;
using System.Text;
using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Datasets.Augmentation;

/// <summary>Noise that is there to be mixed in: a few seconds of each colour, or recordings. Each is made or read when it is first drawn, and kept.</summary>
internal sealed class NoiseBank
{
    /// <summary>Of one colour; a clip takes a part that begins anywhere.</summary>
    private const int ColorSamples = 1 << 18;

    /// <summary>Of all recordings together: 256 MB.</summary>
    private const int MostSamples = 1 << 26;

    private const int MostSeconds = 30;

    private readonly Lazy<float[]>[] _noises;

    /// <exception cref="ArgumentException">The folder is not there or holds no audio.</exception>
    public NoiseBank(WaveformAugmentation options, int sampleRateHz, int seed)
    {
        if (options.Noise != AugmentationNoise.Recordings)
        {
            NoiseColor[] colors = options.Noise switch
            {
                AugmentationNoise.White => [NoiseColor.White],
                AugmentationNoise.Pink => [NoiseColor.Pink],
                AugmentationNoise.Brown => [NoiseColor.Brown],
                _ => [NoiseColor.White, NoiseColor.Pink, NoiseColor.Brown],
            };
            _noises = [.. colors.Select(color => new Lazy<float[]>(() => Noise.Generate(color, ColorSamples, unchecked(seed + (int)color))))];
            Fingerprint = "";
            return;
        }
        string[] files = Files(options.NoiseFolder);
        int kept = Math.Min(files.Length, Math.Max(1, MostSamples / sampleRateHz)), samples = Math.Clamp(MostSamples / kept, 1, MostSeconds * sampleRateHz);
        _noises = [.. Enumerable.Range(0, kept).Select(i => files[(int)((long)i * files.Length / kept)]).Select(file => new Lazy<float[]>(() => Beginning(file, sampleRateHz, samples)))];
        Fingerprint = Hash(options.NoiseFolder, files);
    }

    /// <summary>Names and sizes of the recordings; empty for colours.</summary>
    public string Fingerprint { get; }

    /// <summary>signal += noise, the noise scaled to that signal-to-noise ratio. Silence stays silence, and silent noise adds none.</summary>
    public void Mix(Span<float> signal, double signalToNoiseDecibels, ref DrawSequence draws)
    {
        float[] noise = _noises[draws.Below(_noises.Length)].Value;
        int offset = draws.Below(Math.Max(1, noise.Length));
        double level = Level.Rms(signal), noiseLevel = RmsAround(noise, offset, signal.Length);
        if (level == 0 || noiseLevel == 0) return;
        float scale = (float)(level / noiseLevel * Math.Pow(10, -signalToNoiseDecibels / 20));
        for (int done = 0; done < signal.Length; offset = 0)
        {
            var part = noise.AsSpan(offset, Math.Min(noise.Length - offset, signal.Length - done));
            ScaledSum.Add(part, scale, signal.Slice(done, part.Length));
            done += part.Length;
        }
    }

    /// <summary>Of so many samples from there on, the noise repeated as often as that takes.</summary>
    private static double RmsAround(float[] noise, int offset, int length)
    {
        if (length > noise.Length || noise.Length == 0) return Level.Rms(noise);
        int first = Math.Min(length, noise.Length - offset);
        double one = Level.Rms(noise.AsSpan(offset, first)), other = Level.Rms(noise.AsSpan(0, length - first));
        return Math.Sqrt((one * one * first + other * other * (length - first)) / length);
    }

    private static float[] Beginning(string path, int sampleRateHz, int samples)
    {
        float[] all = AudioFile.LoadMono(path, sampleRateHz);
        return all.Length <= samples ? all : all[..samples];
    }

    private static string[] Files(string folder)
    {
        if (!Directory.Exists(folder)) throw new ArgumentException($"{nameof(WaveformAugmentation.NoiseFolder)} '{folder}' is no folder; name one with recordings of noise.");
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(AudioFiles.IsRead).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new ArgumentException($"{nameof(WaveformAugmentation.NoiseFolder)} '{folder}' holds no recordings ({string.Join(", ", AudioFiles.Extensions)}).");
    }

    private static string Hash(string folder, string[] files) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', files.Select(file => FormattableString.Invariant($"{Path.GetRelativePath(folder, file).Replace('\\', '/')} {new FileInfo(file).Length}"))))));
}
