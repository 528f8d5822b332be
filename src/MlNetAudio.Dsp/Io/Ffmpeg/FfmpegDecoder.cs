using System.Buffers.Binary;
using System.ComponentModel;
using System.Globalization;
using MlNetAudio.Dsp.Io.Codecs;
using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io.Ffmpeg;

/// <summary>
/// Compressed audio through an ffmpeg of the machine: a pipe that is parsed as it comes, under the limits of the options. What ffmpeg skips in a damaged file is missing from
/// the samples, not filled up; where it says so the options' Warn is told, and where it gives up (an exit code) the file is refused.
/// </summary>
internal sealed class FfmpegDecoder(string path, ForeignContent content, AudioReaderOptions options, CancellationToken cancellation)
{
    private const string Remedy = "convert it to WAV";
    private const int BytesAtOnce = 1 << 16;
    private const int LongestHeader = 1 << 16;

    /// <summary>The ffmpeg to start; a test says that there is none.</summary>
    internal string? Program { get; init; } = options.FfmpegPath ?? FfmpegProgram.OnPath();

    public AudioClip Read() => Run((process, format) =>
    {
        var planes = new SamplePlanes(path, options, format.Codec!.Channels, format.SampleRateHz, frames: 0);
        ReadSamples(process, format.Codec!, samples => planes.Add(samples, mayBeAnything: true, offset: 0, bytesPerSample: 0));
        Finish(process, planes.Frames);
        return planes.ToClip();
    });

    /// <summary>Decodes to the end, as few formats say their length, and keeps nothing.</summary>
    public AudioInfo Measure() => Run((process, format) =>
    {
        long frames = 0;
        ReadSamples(process, format.Codec!, samples =>
        {
            frames += samples.Length / format.Codec!.Channels;
            if (AudioLimits.IsTooLong(options, frames, format.SampleRateHz)) throw AudioLimits.TooLong(path, options, string.Create(CultureInfo.InvariantCulture, $"more than {options.MaximumSeconds:f0}"), 0);
        });
        Finish(process, frames);
        return new AudioInfo(format.SampleRateHz, format.Codec!.Channels, frames);
    });

    /// <summary>Starts decoding and stops at the first sample.</summary>
    public int SampleRateHz() => Run((_, format) => format.SampleRateHz);

    private T Run<T>(Func<FfmpegProcess, WavFormatChunk, T> read) => AudioStream.Guard(path, () =>
    {
        cancellation.ThrowIfCancellationRequested();
        if (Program is null) throw new AudioFileException(path, $"{content.Description} needs ffmpeg", "install it and put it on the PATH, or convert to WAV");
        using var process = Start();
        return read(process, ReadFormat(process.Output) ?? throw Failure(process, frames: 0)!);
    });

    private FfmpegProcess Start()
    {
        try
        {
            return FfmpegProcess.Start(Program!, path, content.FfmpegDemuxer, options.FfmpegTimeLimit, cancellation);
        }
        catch (Win32Exception error)
        {
            throw new AudioFileException(path, $"{content.Description} needs ffmpeg, and {Program} cannot be started ({error.Message.TrimEnd('.')})", "install ffmpeg and put it on the PATH, or convert to WAV", error);
        }
    }

    /// <summary>ffmpeg's WAV header: the sizes in it are unknown, so only the format counts. Null where the output ends before the samples.</summary>
    private WavFormatChunk? ReadFormat(Stream output)
    {
        byte[] head = new byte[12], body = new byte[LongestHeader];
        if (output.ReadAtLeast(head, 12, throwOnEndOfStream: false) < 12) return null;
        WavFormatChunk? format = null;
        for (int total = 0; output.ReadAtLeast(head.AsSpan(0, 8), 8, throwOnEndOfStream: false) == 8;)
        {
            if (head.AsSpan(0, 4).SequenceEqual("data"u8)) return format;
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            if (size > LongestHeader - total) break;
            total += (int)size;
            int length = (int)(size + size % 2 > LongestHeader ? size : size + size % 2);
            if (output.ReadAtLeast(body.AsSpan(0, length), length, throwOnEndOfStream: false) < length) break;
            if (head.AsSpan(0, 4).SequenceEqual("fmt "u8)) format = WavFormatChunk.Parse(body.AsSpan(0, Math.Min((int)size, WavFormatChunk.LongestRead)), bigEndian: false, path, options, body: 0);
        }
        return null;
    }

    private void ReadSamples(FfmpegProcess process, SampleCodec codec, SpanAction add)
    {
        byte[] bytes = new byte[Math.Max(1, BytesAtOnce / codec.BlockBytes) * codec.BlockBytes];
        float[] samples = new float[codec.FramesIn(bytes.Length) * codec.Channels];
        for (int read = bytes.Length; read == bytes.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            read = process.Output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            add(samples.AsSpan(0, codec.Decode(bytes.AsSpan(0, read), samples) * codec.Channels));
        }
    }

    private void Finish(FfmpegProcess process, long frames)
    {
        if (Failure(process, frames) is { } failure) throw failure;
    }

    /// <summary>The time was over, ffmpeg gave up, or there was nothing in the file; null where the frames are all there is.</summary>
    private AudioFileException? Failure(FfmpegProcess process, long frames)
    {
        var (exitCode, complaint) = process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        if (exitCode != 0 && process.IsOutOfTime)
            return new(path, string.Create(CultureInfo.InvariantCulture, $"decoding the {content.Description} took ffmpeg more than {options.FfmpegTimeLimit.TotalSeconds} s"), "cut it or convert it to WAV, or raise FfmpegTimeLimit");
        string said = complaint.Length > 0 ? $" (ffmpeg: {complaint})" : "";
        if (exitCode != 0) return new(path, $"{content.Description} that ffmpeg cannot decode{said}", $"copy it again, or {Remedy}");
        if (frames == 0) return new(path, $"{content.Description} without a sample that can be decoded{said}", $"copy it again, or {Remedy}");
        if (complaint.Length > 0) options.Warn?.Invoke($"{path}: {content.Description} of which ffmpeg could not decode everything ({complaint}); the {frames} frames that it could were read.");
        return null;
    }

    private delegate void SpanAction(Span<float> samples);
}
