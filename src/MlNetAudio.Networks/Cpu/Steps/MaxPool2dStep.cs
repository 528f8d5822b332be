using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Pools plane by plane and remembers where each largest value stood.</summary>
internal sealed unsafe class MaxPool2dStep : LayerStep
{
    private readonly int _size, _channels, _height, _width, _outputs;
    private readonly Block _indices;
    private readonly Action<int, int> _forward, _backward;

    public MaxPool2dStep(MaxPool2d spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_size, _channels, _height, _width) = (spec.Size, layer.Input[0], layer.Input[1], layer.Input[2]);
        _outputs = layer.Output[1] * layer.Output[2];
        _indices = wiring.Arena.Reserve((long)wiring.Capacity * OutputCount);
        (_forward, _backward) = (ForwardExample, BackwardExample);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) Wiring.Team.Run(batch, _backward);
    }

    private void ForwardExample(int example, int worker)
    {
        float* input = InputOf(example), output = OutputOf(example);
        int* indices = IndicesOf(example);
        for (int channel = 0; channel < _channels; channel++)
            MaxPooling.Forward(input + channel * _height * _width, _height, _width, _size, output + channel * _outputs, indices + channel * _outputs);
    }

    private void BackwardExample(int example, int worker)
    {
        float* inputGradient = InputGradientOf(example), outputGradient = OutputGradientOf(example);
        int* indices = IndicesOf(example);
        for (int channel = 0; channel < _channels; channel++)
            MaxPooling.Backward(outputGradient + channel * _outputs, indices + channel * _outputs, _outputs, inputGradient + channel * _height * _width, _height * _width);
    }

    /// <summary>A float's place serves for an int.</summary>
    private int* IndicesOf(int example) => (int*)Wiring.Arena.At(_indices) + (long)example * OutputCount;
}
