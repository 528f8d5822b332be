using MlNetAudio.Dsp.Io;
using MlNetAudio.Networks.Training.Checkpoints;

namespace MlNetAudio.Pipelines.Deep;

/// <summary>Where a training that was killed goes on: written whole or not at all.</summary>
internal static class CheckpointFile
{
    public const string Name = "checkpoint.bin";

    public static void Write(string path, TrainingCheckpoint checkpoint)
    {
        using var stream = new MemoryStream();
        checkpoint.Write(stream);
        AtomicFile.Write(path, stream.ToArray());
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
}
