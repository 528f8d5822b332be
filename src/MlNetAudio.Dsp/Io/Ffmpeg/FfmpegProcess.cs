using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MlNetAudio.Dsp.Io.Ffmpeg;

/// <summary>A running ffmpeg that writes WAV of 32-bit floats to a pipe. It ends, with what it started, when this is disposed, when its time is over, or when it is cancelled.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _lastLine;
    private readonly CancellationTokenSource _timeLimit;
    private readonly CancellationTokenRegistration _whenOver, _whenCancelled;

    private FfmpegProcess(Process process, TimeSpan timeLimit, CancellationToken cancellation)
    {
        _process = process;
        _process.StandardInput.Close();
        _lastLine = Task.Run(() => LastLine(process.StandardError.BaseStream));
        _timeLimit = new CancellationTokenSource(timeLimit);
        _whenOver = _timeLimit.Token.Register(Kill);
        _whenCancelled = cancellation.Register(Kill);
    }

    /// <summary>What ffmpeg writes; it ends early when the process is ended.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    public bool IsOutOfTime => _timeLimit.IsCancellationRequested;

    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static FfmpegProcess Start(string program, string path, string demuxer, TimeSpan timeLimit, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        foreach (string argument in Arguments(path, demuxer)) start.ArgumentList.Add(argument);
        return new(Process.Start(start)!, timeLimit, cancellation);
    }

    /// <summary>Waits for the end; the exit code and the last line of complaint, "" where there was none.</summary>
    public (int ExitCode, string LastLine) WaitForExit()
    {
        _process.WaitForExit();
        return (_process.ExitCode, _lastLine.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        _whenOver.Dispose();
        _whenCancelled.Dispose();
        Kill();
        _timeLimit.Dispose();
        _process.Dispose();
    }

    /// <summary>
    /// The container is named, so that ffmpeg does not guess at one that opens other files or addresses; only files and pipes may be opened at all; "file:" and the full path
    /// keep dashes and colons in a name from meaning anything. One thread, since callers read one file a core.
    /// </summary>
    private static string[] Arguments(string path, string demuxer) =>
    [
        "-hide_banner", "-nostdin", "-loglevel", "error", "-protocol_whitelist", "file,pipe", "-threads", "1", "-f", demuxer, "-i", "file:" + Path.GetFullPath(path),
        "-map", "0:a:0", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
    ];

    private void Kill()
    {
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in between.
        }
    }

    /// <summary>Reads to the end, so that ffmpeg never waits for us, and keeps the tail.</summary>
    private static string LastLine(Stream errors)
    {
        byte[] tail = new byte[4_096], block = new byte[4_096];
        int kept = 0;
        for (int read; (read = errors.Read(block)) > 0;)
        {
            int old = Math.Min(kept, tail.Length - read);
            tail.AsSpan(kept - old, old).CopyTo(tail);
            block.AsSpan(0, read).CopyTo(tail.AsSpan(old));
            kept = old + read;
        }
        string text = Encoding.UTF8.GetString(tail.AsSpan(0, kept));
        return text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("").TrimEnd('.');
    }
}
