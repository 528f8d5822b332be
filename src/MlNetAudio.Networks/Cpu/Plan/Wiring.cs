namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>Where a step reads and writes. Activations and gradients are [batch, ...shape], at most <paramref name="Capacity"/> examples.</summary>
/// <param name="Output">The block of the input for steps that work in place.</param>
/// <param name="NeedsInputGradient">Some layer before this one has parameters.</param>
internal sealed record Wiring(
    Arena Arena, WorkerTeam Team, ParameterStore Parameters, int Capacity, Block Input, Block Output, Block InputGradient, Block OutputGradient, bool NeedsInputGradient);
