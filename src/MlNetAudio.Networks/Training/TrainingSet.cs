using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MlNetAudio.Networks.Training;

/// <summary>Examples in memory: inputs of one shape and a class for each, or target values for each. Holds the arrays it is given, without copying.</summary>
public sealed class TrainingSet : IExampleSource
{
    private readonly Lazy<string> _fingerprint;

    /// <param name="example">Shape of one input: [1, mels, frames].</param>
    /// <param name="inputs">One array per example, row-major.</param>
    /// <param name="classes">One class per example, counted from 0.</param>
    /// <exception cref="ArgumentException">There is no example, the counts differ, an array has another length, or a class is negative.</exception>
    public TrainingSet(Shape example, IReadOnlyList<float[]> inputs, IReadOnlyList<int> classes)
    {
        CheckInputs(example, inputs);
        if (inputs.Count != classes.Count) throw new ArgumentException($"There are {inputs.Count} inputs but {classes.Count} classes; give one class for each input.", nameof(classes));
        for (int i = 0; i < classes.Count; i++)
            if (classes[i] < 0) throw new ArgumentException($"Example {i} has class {classes[i]}; classes are counted from 0.", nameof(classes));
        (Example, Inputs, Classes, _fingerprint) = (example, inputs, classes, new(Hash));
    }

    /// <param name="example">Shape of one input: [1, mels, frames].</param>
    /// <param name="inputs">One array per example, row-major.</param>
    /// <param name="targets">One array per example: a value for each of the network's outputs (several labels at once, soft labels, regression, the image to rebuild).</param>
    /// <exception cref="ArgumentException">There is no example, the counts differ, or an array has another length than the others.</exception>
    public TrainingSet(Shape example, IReadOnlyList<float[]> inputs, IReadOnlyList<float[]> targets)
    {
        CheckInputs(example, inputs);
        if (inputs.Count != targets.Count) throw new ArgumentException($"There are {inputs.Count} inputs but {targets.Count} targets; give one array for each input.", nameof(targets));
        for (int i = 1; i < targets.Count; i++)
            if (targets[i].Length != targets[0].Length) throw new ArgumentException($"Example {i} has {targets[i].Length} target values but example 0 has {targets[0].Length}.", nameof(targets));
        (Example, Inputs, Targets, _fingerprint) = (example, inputs, targets, new(Hash));
    }

    public Shape Example { get; }

    public IReadOnlyList<float[]> Inputs { get; }

    /// <summary>Empty where there are <see cref="Targets"/>.</summary>
    public IReadOnlyList<int> Classes { get; } = [];

    /// <summary>Null where there are <see cref="Classes"/>.</summary>
    public IReadOnlyList<float[]>? Targets { get; }

    public int Count => Inputs.Count;

    public bool IsInMemory => true;

    /// <summary>SHA-256 of inputs and classes or targets, computed once, when first asked for.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>A copy of one input; the same in every epoch.</summary>
    public int Read(ExampleDraw draw, Span<float> destination)
    {
        Inputs[draw.Index].CopyTo(destination);
        return 0;
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (float[] input in Inputs) hash.AppendData(MemoryMarshal.AsBytes<float>(input));
        foreach (float[] target in Targets ?? []) hash.AppendData(MemoryMarshal.AsBytes<float>(target));
        hash.AppendData(MemoryMarshal.AsBytes<int>(Classes.ToArray()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void CheckInputs(Shape example, IReadOnlyList<float[]> inputs)
    {
        if (inputs.Count == 0) throw new ArgumentException("A training set needs at least one example.", nameof(inputs));
        int length = example.Count;
        for (int i = 0; i < inputs.Count; i++)
            if (inputs[i].Length != length) throw new ArgumentException($"Example {i} holds {inputs[i].Length} values but {example} needs {length}; pad or crop it.", nameof(inputs));
    }
}
