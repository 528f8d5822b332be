using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>A function of one value and its slope, for a vector and, as reference and for tails, for a number.</summary>
internal interface IActivation
{
    /// <summary>Whether the slope is a function of the input; otherwise of the output.</summary>
    static abstract bool SlopeNeedsInput { get; }

    Vector<float> Value(Vector<float> x);

    /// <param name="at">Input or output, see <see cref="SlopeNeedsInput"/>.</param>
    Vector<float> Slope(Vector<float> at);

    float ValueReference(float x);

    float SlopeReference(float at);
}
