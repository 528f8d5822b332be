namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>Where a step reads and writes. Activations and gradients are [batch, ...shape], at most <paramref name="Capacity"/> examples.</summary>
/// <param name="Output">Shares the blocks of the input for steps that work in place.</param>
internal sealed record Wiring(Arena Arena, WorkerTeam Team, ParameterStore Parameters, BatchLengths Lengths, int Capacity, Value Input, Value Output)
{
    /// <summary>Some step before this one has parameters.</summary>
    public bool NeedsInputGradient => Input.NeedsGradient;
}
