namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>A stretch of an <see cref="Arena"/>, in floats. Where it lies is decided when the arena is allocated.</summary>
internal sealed class Block(long length)
{
    public long Length { get; } = length;

    public long Start { get; set; }

    /// <summary>First and last step whose backward pass touches it; such blocks share memory where their steps do not overlap. Null: the block keeps its memory for good.</summary>
    public (int First, int Last)? BackwardSteps { get; private set; }

    /// <summary>A gradient: the step at that place reads or writes it in its backward pass.</summary>
    public void TouchBackward(int step) =>
        BackwardSteps = BackwardSteps is var (first, last) ? (Math.Min(first, step), Math.Max(last, step)) : (step, step);
}
