namespace MlNetAudio.Networks.Training.Losses;

/// <summary>What a batch should come out as: a class per example, or a number per output (several labels at once, soft labels as from mixup, regression, an image to rebuild).</summary>
public readonly ref struct LossTargets
{
    private LossTargets(ReadOnlySpan<int> classes, ReadOnlySpan<float> values, bool areClasses)
    {
        Classes = classes;
        Values = values;
        AreClasses = areClasses;
    }

    /// <summary>[batch] where <see cref="AreClasses"/>, empty otherwise.</summary>
    public ReadOnlySpan<int> Classes { get; }

    /// <summary>[batch, ...output], row-major, where not <see cref="AreClasses"/>, empty otherwise.</summary>
    public ReadOnlySpan<float> Values { get; }

    public bool AreClasses { get; }

    /// <param name="classes">[batch]: the class of each example, counted from 0.</param>
    public static LossTargets Of(ReadOnlySpan<int> classes) => new(classes, [], areClasses: true);

    /// <param name="values">[batch, ...output], row-major.</param>
    public static LossTargets Of(ReadOnlySpan<float> values) => new([], values, areClasses: false);

    /// <exception cref="ArgumentException">Not one class for each example, or a class is out of range.</exception>
    internal void CheckClasses(int batch, int count)
    {
        if (Classes.Length != batch) throw new ArgumentException($"There are {Classes.Length} classes for a batch of {batch}.");
        for (int i = 0; i < Classes.Length; i++)
            if ((uint)Classes[i] >= (uint)count) throw new ArgumentException($"Example {i} has class {Classes[i]}; the network knows 0..{count - 1}.");
    }

    /// <exception cref="ArgumentException">Not one value for each output, or a value is out of range.</exception>
    internal void CheckValues(int batch, Shape output, float lowest, float highest)
    {
        if (Values.Length != (long)batch * output.Count)
            throw new ArgumentException($"There are {Values.Length} target values, but a batch of {batch} × {output} needs {(long)batch * output.Count}.");
        for (int i = 0; i < Values.Length; i++)
            if (!(Values[i] >= lowest && Values[i] <= highest))
            {
                string range = highest == float.MaxValue ? "finite numbers" : FormattableString.Invariant($"{lowest}..{highest}");
                string example = batch == 1 ? "" : $" of example {i / output.Count}";
                throw new ArgumentException(FormattableString.Invariant($"Target {i % output.Count}{example} is {Values[i]}; this loss takes {range}."));
            }
    }
}
