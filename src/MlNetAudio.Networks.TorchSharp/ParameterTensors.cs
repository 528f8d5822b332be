using System.Runtime.InteropServices;
using MlNetAudio.Networks.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>The parameters and buffers of a network on a device, by PyTorch's names.</summary>
internal sealed class ParameterTensors(NetworkSpec network, Device device) : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly List<nn.Module> _modules = [];
    private Place[]? _trained;

    /// <summary>Those that an optimiser moves, in the network's order.</summary>
    public IReadOnlyList<Place> Trained => _trained ??= [.. network.Parameters.Where(parameter => parameter.IsTrainable).Select(parameter => new Place(parameter.Name, _tensors[parameter.Name]))];

    public Device Device => device;

    /// <summary>The tensor of a layer's own parameter, zero until it is written.</summary>
    public Tensor Of(NetworkLayer layer, string name)
    {
        var parameter = layer.Parameters.Single(parameter => parameter.Name == layer.ParameterName(name));
        var values = zeros(Dimensions(parameter.Shape), float32, device, parameter.IsTrainable).DetachFromDisposeScope();
        _tensors.Add(parameter.Name, values);
        return values;
    }

    /// <summary>Takes over a module of PyTorch whose parameters are parameters of the layer.</summary>
    /// <param name="rename">From the module's name of a parameter to the layer's.</param>
    public TModule Of<TModule>(NetworkLayer layer, TModule module, Func<string, string> rename)
        where TModule : nn.Module
    {
        _modules.Add(module);
        foreach (var (name, parameter) in module.named_parameters()) _tensors.Add(layer.ParameterName(rename(name)), parameter.DetachFromDisposeScope());
        return module;
    }

    public NetworkWeights Read()
    {
        using var scope = NewDisposeScope();
        return new(network, network.Parameters.ToDictionary(parameter => parameter.Name, parameter => ToArray(_tensors[parameter.Name])));
    }

    public void Write(NetworkWeights weights)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var parameter in network.Parameters) _tensors[parameter.Name].copy_(FromHost(weights[parameter.Name], Dimensions(parameter.Shape), CPU));
    }

    public void Dispose()
    {
        foreach (var module in _modules) module.Dispose();
        foreach (var values in _tensors.Values) values.Dispose();
    }

    /// <summary>A tensor with these values, row-major.</summary>
    public static Tensor FromHost(ReadOnlySpan<float> values, long[] dimensions, Device device)
    {
        var host = empty(dimensions, float32, CPU);
        MemoryMarshal.AsBytes(values).CopyTo(host.bytes);
        return device.type == DeviceType.CPU ? host : host.to(device);
    }

    public static float[] ToArray(Tensor values) => MemoryMarshal.Cast<byte, float>(values.detach().cpu().contiguous().bytes).ToArray();

    public static long[] Dimensions(Shape shape) => Array.ConvertAll(shape.Dimensions.ToArray(), length => (long)length);

    /// <summary>The shape of a batch of such examples.</summary>
    public static long[] Dimensions(int batch, Shape example) => [batch, .. Dimensions(example)];

    internal sealed record Place(string Name, Tensor Values);
}
