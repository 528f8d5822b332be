using MlNetAudio.Dsp.Io;
using MlNetAudio.Networks.Training.Checkpoints;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>Where a training that was killed goes on: a file, written whole or not at all, beside the training, which does not wait for it. Of several checkpoints in a short time the last is written.</summary>
/// <param name="path">Of the file; its folder is made.</param>
internal sealed class CheckpointFile(string path) : IDisposable
{
    public const string Name = "checkpoint.bin";

    private readonly Lock _gate = new();
    private TrainingCheckpoint? _waiting;
    private Task _writing = Task.CompletedTask;

    /// <summary>Returns at once.</summary>
    /// <exception cref="IOException">The one before could not be written.</exception>
    public void Save(TrainingCheckpoint checkpoint)
    {
        lock (_gate)
        {
            if (_writing.IsFaulted) _writing.GetAwaiter().GetResult();
            bool isIdle = _waiting is null && _writing.IsCompleted;
            _waiting = checkpoint;
            if (isIdle) _writing = Task.Run(WriteWaiting);
        }
    }

    /// <summary>Waits until the last checkpoint is in the file.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Flush()
    {
        Task writing;
        lock (_gate) writing = _writing;
        writing.GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Flush"/>, but for the exception: what ended the training is to be heard of.</summary>
    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever waits for the file calls Flush.
        }
    }

    /// <returns>Null where there is none yet.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or of another version; the message names it.</exception>
    public static TrainingCheckpoint? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return TrainingCheckpoint.Read(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message} Delete it to train this model from the beginning.", e);
        }
    }

    private void WriteWaiting()
    {
        while (true)
        {
            TrainingCheckpoint checkpoint;
            lock (_gate)
            {
                if (_waiting is null) return;
                checkpoint = _waiting;
            }
            using var stream = new MemoryStream();
            checkpoint.Write(stream);
            AtomicFile.Write(path, stream.ToArray());
            lock (_gate)
            {
                if (ReferenceEquals(_waiting, checkpoint))
                {
                    _waiting = null;
                    return;
                }
            }
        }
    }
}
