using System.Globalization;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio effect`: reads a recording, changes all its channels alike, writes it.</summary>
internal static class EffectRun
{
    public static int Run(EffectOptions options, CommandContext context)
    {
        var reader = new AudioReaderOptions { Warn = context.Note };
        var clip = AudioFile.Load(options.Input, reader, context.Cancellation);
        if (clip.Frames == 0) throw new InvalidDataException($"{options.Input}: the recording holds no samples; record it again.");
        foreach (var (name, value) in options.Steps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            clip = Apply(clip, name, value, options, path => AudioFile.LoadMono(path, clip.SampleRateHz, reader, context.Cancellation));
            if (clip.Frames == 0) throw new InvalidDataException($"{options.Input}: nothing is left after {name} {value}.");
        }

        long clipped = WavWriter.Write(options.Output, clip, new() { SampleFormat = options.SampleFormat });
        if (clipped > 0) context.Note($"{options.Output}: {clipped} samples were beyond full scale and clipped; --normalize-peak 0 or --encoding float32 keeps them.");
        if (context.Json) context.WriteJson(new { File = options.Output, clip.SampleRateHz, clip.Channels, clip.Frames, Seconds = clip.Duration.TotalSeconds, Clipped = clipped });
        else context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Output}: {clip.Duration.TotalSeconds:0.000} s, {clip.SampleRateHz} Hz, channels: {clip.Channels}"));
        return ExitCode.Success;
    }

    /// <param name="load">Another recording → mono samples at the clip's rate.</param>
    private static AudioClip Apply(AudioClip clip, string name, string value, EffectOptions options, Func<string, float[]> load)
    {
        double Amount() => EffectCommand.Number(name, value);
        switch (name)
        {
            case "--mono":
                return clip.ToMono();
            case "--resample":
                return clip.Resample(Amount() is var hertz and >= 1 and <= 768_000 && hertz == Math.Floor(hertz) ? (int)hertz : throw new ArgumentException($"--resample must be a whole number between 1 and 768000, got '{value}'."));
            case "--trim":
                var sound = Silence.Trim(clip.ToMono().Channel(0).Span, new() { TopDecibels = Amount() });
                return EachChannel(clip, samples => samples[sound].ToArray());
            case "--time-stretch":
                var stretch = new TimeStretch(Amount());
                return EachChannel(clip, samples => stretch.Apply(samples.Span));
            case "--pitch-shift":
                var shift = new PitchShift(Amount());
                return EachChannel(clip, samples => shift.Apply(samples.Span));
            case "--pre-emphasis":
                return EachChannel(clip, samples => PreEmphasis.Apply(samples.Span, Amount()));
            case "--gain":
                return EachChannel(clip, samples => Level.Amplify(samples.Span, Amount()));
            case "--normalize-peak":
                return Amplified(clip, Amount(), Level.Peak);
            case "--normalize-rms":
                return Amplified(clip, Amount(), Level.Rms);
            case "--shift":
                int offset = (int)Math.Clamp(Math.Round(Amount() * clip.SampleRateHz), -int.MaxValue, int.MaxValue);
                return EachChannel(clip, samples => TimeShift.Apply(samples.Span, offset));
            case "--noise":
                float[] noise = Enum.TryParse(value, ignoreCase: true, out NoiseColor color) && Enum.IsDefined(color)
                    ? Noise.Generate(color, clip.Frames, options.Seed)
                    : load(value);
                return EachChannel(clip, samples => Noise.Mix(samples.Span, noise, options.SignalToNoiseDecibels));
            case "--denoise":
                var gate = new SpectralGate(load(value), clip.SampleRateHz);
                return EachChannel(clip, samples => gate.Apply(samples.Span));
            case "--hpss":
                bool harmonic = value is "harmonic" || (value is "percussive" ? false : throw new ArgumentException($"--hpss must be harmonic or percussive, got '{value}'."));
                var separator = new HarmonicPercussiveSeparator(HarmonicPercussiveOptions.Librosa);
                return EachChannel(clip, samples => separator.Separate(samples.Span) is var parts && harmonic ? parts.Harmonic : parts.Percussive);
            default:
                throw new ArgumentException($"There is no effect '{name}'.");
        }
    }

    /// <summary>All channels by the same factor, so that their balance stays: the level is that of the loudest one.</summary>
    private static AudioClip Amplified(AudioClip clip, double decibels, Func<ReadOnlySpan<float>, double> level)
    {
        double loudest = Enumerable.Range(0, clip.Channels).Max(channel => level(clip.Channel(channel).Span));
        return loudest == 0 ? clip : EachChannel(clip, samples => Level.Amplify(samples.Span, decibels - 20 * Math.Log10(loudest)));
    }

    private static AudioClip EachChannel(AudioClip clip, Func<ReadOnlyMemory<float>, float[]> change) =>
        new(clip.SampleRateHz, [.. Enumerable.Range(0, clip.Channels).Select(channel => change(clip.Channel(channel)))]);
}
