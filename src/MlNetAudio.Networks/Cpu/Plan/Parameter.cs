namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>A parameter's values and, after a backward pass, its gradient, both in its layout.</summary>
internal readonly unsafe record struct Parameter(nint ValueAddress, nint GradientAddress)
{
    public float* Values => (float*)ValueAddress;

    public float* Gradient => (float*)GradientAddress;
}
