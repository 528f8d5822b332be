namespace MlNetAudio.Networks.Training;

/// <summary>What every backend asks of a batch before it begins.</summary>
internal static class BatchCheck
{
    /// <exception cref="ArgumentException">There is no example, or not as many values as so many examples have.</exception>
    public static void Length(int length, int batch, Shape example, string name)
    {
        if (batch <= 0) throw new ArgumentException($"A batch needs at least one example, got {batch}.", nameof(batch));
        if (length != (long)batch * example.Count)
            throw new ArgumentException($"{name} holds {length} values, but a batch of {batch} × {example} needs {(long)batch * example.Count}.", name);
    }
}
