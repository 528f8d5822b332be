namespace MlNetAudio.Networks.Layers;

/// <summary>
/// Which axis of a value counts steps of time, and how many of its steps are valid for each length of the network's input: an example of a batch may be shorter than the others, and what lies
/// beyond its end is padding. Counted by the layers' own shape rules, so a shorter example has as many steps here as it would have alone.
/// </summary>
public sealed class TimeAxis : IEquatable<TimeAxis>
{
    private readonly int[] _steps;

    private TimeAxis(int axis, int[] steps) => (Axis, _steps) = (axis, steps);

    /// <summary>Time as a network's input counts it.</summary>
    /// <param name="axis">Counted without the batch axis.</param>
    /// <param name="steps">Of an example that fills the input.</param>
    public static TimeAxis OfInput(int axis, int steps) => new(axis, [.. Enumerable.Range(0, steps + 1)]);

    /// <summary>Counted without the batch axis.</summary>
    public int Axis { get; }

    /// <summary>Steps of an example that fills the input: the axis's size.</summary>
    public int Steps => _steps[^1];

    /// <summary>For each length of the network's input, from 0 to all of it, the valid steps here.</summary>
    public IReadOnlyList<int> StepsByLength => _steps;

    /// <summary>The shortest input of the network that leaves a valid step here.</summary>
    public int ShortestLength => Array.FindIndex(_steps, steps => steps > 0);

    /// <param name="inputLength">Steps along the time axis of the network's input.</param>
    public int StepsOf(int inputLength) => _steps[inputLength];

    /// <summary>The same steps along another axis.</summary>
    public TimeAxis At(int axis) => axis == Axis ? this : new(axis, _steps);

    /// <summary>What a layer makes of them along the same axis.</summary>
    /// <param name="steps">From so many valid steps before the layer to those after it; below 1 means none.</param>
    public TimeAxis Through(Func<int, int> steps)
    {
        int After(int count) => count == 0 ? 0 : Math.Max(0, steps(count));
        return _steps.All(count => After(count) == count) ? this : new(Axis, Array.ConvertAll(_steps, After));
    }

    /// <summary>Where the axis stands in a shape that holds the same values in the same order; null where steps are no longer apart there.</summary>
    public TimeAxis? Reshaped(Shape from, Shape to)
    {
        int before = Product(from.Dimensions[..Axis]);
        for (int axis = 0; axis < to.Rank; axis++)
            if (to[axis] == from[Axis] && Product(to.Dimensions[..axis]) == before) return At(axis);
        return null;
    }

    /// <summary>Whether both count the same steps along the same axis.</summary>
    public bool Equals(TimeAxis? other) => other is not null && Axis == other.Axis && CountsAs(other);

    /// <summary>Whether both count the same steps, whatever the axis.</summary>
    public bool CountsAs(TimeAxis other) => _steps == other._steps || _steps.AsSpan().SequenceEqual(other._steps);

    public override bool Equals(object? obj) => Equals(obj as TimeAxis);

    public override int GetHashCode() => HashCode.Combine(Axis, _steps.Length, _steps[^1]);

    public override string ToString() => $"axis {Axis}";

    private static int Product(ReadOnlySpan<int> dimensions)
    {
        int product = 1;
        foreach (int dimension in dimensions) product *= dimension;
        return product;
    }
}
