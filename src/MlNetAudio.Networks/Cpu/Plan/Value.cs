namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>Whether the step that reads a value may work in place, once nobody else will ask for what stood there.</summary>
internal enum Overwriting
{
    /// <summary>Someone still reads the value: the step that made it, for its gradient, or another branch.</summary>
    No,

    /// <summary>Values may be set to zero or scaled up: the step that made it asks only which are positive.</summary>
    ByMask,

    Yes,
}

/// <summary>What flows between two steps: an activation [capacity, ...shape] and the loss's gradient by it.</summary>
/// <param name="Gradient">Written by the step that reads the activation, read by the step that made it.</param>
/// <param name="NeedsGradient">Some step before has parameters.</param>
internal sealed record Value(Shape Shape, Block Activation, Block Gradient, bool NeedsGradient, Overwriting Overwriting);
