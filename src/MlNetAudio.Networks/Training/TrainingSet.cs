namespace MlNetAudio.Networks.Training;

/// <summary>Examples in memory: inputs of one shape and their classes. Holds the arrays it is given, without copying.</summary>
public sealed class TrainingSet
{
    /// <param name="example">Shape of one input: [1, mels, frames].</param>
    /// <param name="inputs">One array per example, row-major.</param>
    /// <param name="classes">One class per example, counted from 0.</param>
    /// <exception cref="ArgumentException">There is no example, the counts differ, an array has another length, or a class is negative.</exception>
    public TrainingSet(Shape example, IReadOnlyList<float[]> inputs, IReadOnlyList<int> classes)
    {
        if (inputs.Count == 0) throw new ArgumentException("A training set needs at least one example.", nameof(inputs));
        if (inputs.Count != classes.Count) throw new ArgumentException($"There are {inputs.Count} inputs but {classes.Count} classes; give one class for each input.", nameof(classes));
        int length = example.Count;
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Length != length) throw new ArgumentException($"Example {i} holds {inputs[i].Length} values but {example} needs {length}; pad or crop it.", nameof(inputs));
            if (classes[i] < 0) throw new ArgumentException($"Example {i} has class {classes[i]}; classes are counted from 0.", nameof(classes));
        }
        (Example, Inputs, Classes) = (example, inputs, classes);
    }

    public Shape Example { get; }

    public IReadOnlyList<float[]> Inputs { get; }

    public IReadOnlyList<int> Classes { get; }

    public int Count => Inputs.Count;
}
