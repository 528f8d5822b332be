using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MlNetAudio.Networks.Training.Checkpoints;

/// <summary>
/// A checkpoint in bytes: magic, version, the fields in the order they are written here, SHA-256 of all before it. Numbers are little-endian, texts UTF-8 behind their length, arrays of floats behind
/// their count.
/// </summary>
internal static class CheckpointWriter
{
    public const int Version = 1;

    /// <summary>Eight bytes that begin every checkpoint.</summary>
    public static ReadOnlySpan<byte> Magic => "MLAUDCKP"u8;

    public static void Write(TrainingCheckpoint checkpoint, Stream stream)
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashing, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            WriteFields(checkpoint, writer);
        }
        stream.Write(hash.Hash!);
    }

    private static void WriteFields(TrainingCheckpoint checkpoint, BinaryWriter writer)
    {
        writer.Write(checkpoint.Identity.Facts.Count);
        foreach (var (name, text) in checkpoint.Identity.Facts)
        {
            writer.Write(name);
            writer.Write(text);
        }
        writer.Write(checkpoint.Epoch);
        writer.Write(checkpoint.Batch);
        writer.Write(checkpoint.Loss.Sum);
        writer.Write(checkpoint.Loss.Weight);
        writer.Write(checkpoint.LearningRate);
        writer.Write(checkpoint.Time.Elapsed.Ticks);
        writer.Write(checkpoint.Time.Engine.Ticks);
        writer.Write(checkpoint.History.Count);
        foreach (var report in checkpoint.History) Write(report, writer);
        Write(checkpoint.Weights, writer);
        writer.Write(checkpoint.Optimizer.Steps);
        writer.Write(checkpoint.Optimizer.Moments.Count);
        foreach (var (moment, values) in checkpoint.Optimizer.Moments)
        {
            writer.Write(moment);
            Write(values, writer);
        }
        writer.Write(checkpoint.BestWeights is not null);
        if (checkpoint.BestWeights is { } best) Write(best, writer);
    }

    private static void Write(EpochReport report, BinaryWriter writer)
    {
        writer.Write(report.Epoch);
        writer.Write(report.Epochs);
        writer.Write(report.TrainingLoss);
        Write(report.ValidationLoss, writer);
        Write(report.ValidationAccuracy, writer);
        writer.Write(report.IsBest);
        Write(report.Metric, writer);
        writer.Write(report.LearningRate);
        writer.Write(report.Duration.Ticks);
        writer.Write(report.EngineBusy);
        writer.Write(report.Remaining.Ticks);
    }

    /// <summary>Whether it is there, then it.</summary>
    private static void Write(double? value, BinaryWriter writer)
    {
        writer.Write(value is not null);
        if (value is { } number) writer.Write(number);
    }

    private static void Write(IReadOnlyDictionary<string, float[]> arrays, BinaryWriter writer)
    {
        writer.Write(arrays.Count);
        foreach (var (name, values) in arrays)
        {
            writer.Write(name);
            writer.Write(values.Length);
            if (BitConverter.IsLittleEndian) writer.Write(MemoryMarshal.AsBytes<float>(values));
            else foreach (float value in values) writer.Write(value);
        }
    }
}
