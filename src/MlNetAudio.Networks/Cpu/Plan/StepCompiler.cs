using MlNetAudio.Networks.Cpu.Steps;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>Turns layers into steps, in order, and lays out what they share: each step's output is the next one's input, and two gradients take turns.</summary>
internal sealed class StepCompiler : ILayerVisitor<LayerStep>
{
    private readonly Arena _arena;
    private readonly WorkerTeam _team;
    private readonly ParameterStore _parameters;
    private readonly int _capacity;
    private readonly Block _inputGradientOfNetwork, _otherGradient;
    private bool _needsInputGradient;
    private int _place;

    /// <param name="inputGradient">Also compute the gradient of the network's input.</param>
    public StepCompiler(NetworkSpec network, ParameterStore parameters, Arena arena, WorkerTeam team, int capacity, bool inputGradient)
    {
        (_arena, _team, _parameters, _capacity, _needsInputGradient) = (arena, team, parameters, capacity, inputGradient);
        long largest = (long)capacity * network.Layers.Max(layer => Math.Max(layer.Input.Count, layer.Output.Count));
        (_inputGradientOfNetwork, _otherGradient) = (arena.Reserve(largest), arena.Reserve(largest));
        (Activation, Gradient) = (arena.Reserve((long)capacity * network.Input.Count), _inputGradientOfNetwork);
    }

    /// <summary>Output of the last layer compiled; the network's input before the first.</summary>
    public Block Activation { get; private set; }

    /// <summary>Gradient of <see cref="Activation"/>.</summary>
    public Block Gradient { get; private set; }

    public LayerStep Compile(NetworkLayer layer)
    {
        var step = layer.Accept(this);
        if (layer.Parameters.Any()) _needsInputGradient = true;
        _place++;
        return step;
    }

    public LayerStep Visit(Conv2d spec, NetworkLayer layer) => new Conv2dStep(spec, layer, NewOutput(layer));

    public LayerStep Visit(MaxPool2d spec, NetworkLayer layer) => new MaxPool2dStep(spec, layer, NewOutput(layer));

    public LayerStep Visit(Relu spec, NetworkLayer layer) => new ReluStep(layer, InPlace());

    public LayerStep Visit(Linear spec, NetworkLayer layer) => new LinearStep(layer, NewOutput(layer));

    public LayerStep Visit(Dropout spec, NetworkLayer layer) => new DropoutStep(spec, layer, InPlace(), _place);

    public LayerStep Visit(Flatten spec, NetworkLayer layer) => new FlattenStep(layer, InPlace());

    public LayerStep Visit(Permute spec, NetworkLayer layer) => new PermuteStep(spec, layer, NewOutput(layer));

    public LayerStep Visit(Lstm spec, NetworkLayer layer) => new LstmStep(spec, layer, NewOutput(layer));

    private Wiring NewOutput(NetworkLayer layer)
    {
        Block output = _arena.Reserve((long)_capacity * layer.Output.Count), gradient = Gradient == _otherGradient ? _inputGradientOfNetwork : _otherGradient;
        var wiring = new Wiring(_arena, _team, _parameters, _capacity, Activation, output, Gradient, gradient, _needsInputGradient);
        (Activation, Gradient) = (output, gradient);
        return wiring;
    }

    /// <summary>No step reads its own output when it goes backward, except the ReLU, so the next one may overwrite it.</summary>
    private Wiring InPlace() => new(_arena, _team, _parameters, _capacity, Activation, Activation, Gradient, Gradient, _needsInputGradient);
}
