namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>How a forward pass is run.</summary>
/// <param name="Training">Dropout on.</param>
/// <param name="Seed">With <paramref name="Step"/>, decides the dropout masks.</param>
/// <param name="Step">Optimiser steps taken before this pass.</param>
internal readonly record struct RunMode(bool Training, int Seed, long Step)
{
    public static RunMode Evaluation => default;
}
