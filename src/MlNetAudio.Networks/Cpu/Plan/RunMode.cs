namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>How a forward pass is run.</summary>
/// <param name="Training">Dropout on, running estimates move.</param>
/// <param name="Seed">With <paramref name="Step"/>, decides the dropout masks.</param>
/// <param name="Step">Optimiser steps taken before this pass; in evaluation whatever tells one draw from another.</param>
internal readonly record struct RunMode(bool Training, int Seed, long Step)
{
    /// <param name="sample">Which draw of the dropout that is always on.</param>
    /// <param name="firstExample">Where this pass begins in all examples of the draw.</param>
    public static RunMode Evaluation(int seed, int sample = 0, int firstExample = 0) => new(Training: false, seed, ((long)sample << 32) + firstExample);
}
