namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// How the values that a recurrent layer keeps of each step lie beside its weights, in multiples of the hidden size. Gate i of the input weights always adds to gate i.
/// </summary>
/// <param name="Gates">Kept of each step.</param>
/// <param name="WeightGates">Gates of the weight matrices.</param>
/// <param name="FromHidden">Where the gates of the hidden weights add.</param>
internal sealed record GateLayout(int Gates, int WeightGates, GateLayout.Run[] FromHidden)
{
    /// <summary>Count gates of the hidden weights from Weight on add to the gates from Gate on.</summary>
    internal readonly record struct Run(int Gate, int Weight, int Count);

    /// <summary>Where one gate of the hidden weights adds.</summary>
    public int GateFromHidden(int weight)
    {
        foreach (var run in FromHidden)
            if (weight >= run.Weight && weight < run.Weight + run.Count) return run.Gate + weight - run.Weight;
        throw new ArgumentOutOfRangeException(nameof(weight));
    }
}
