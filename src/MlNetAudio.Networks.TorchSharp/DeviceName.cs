using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>Devices by the names that PyTorch gives them.</summary>
internal static class DeviceName
{
    /// <exception cref="ArgumentException">The name is none, or there is no such device.</exception>
    /// <exception cref="InvalidOperationException">PyTorch's native library is missing.</exception>
    public static Device Parse(string name)
    {
        string[] parts = name.Split(':');
        int index = 0;
        bool isKnown = parts is ["cpu"] or ["cuda"] || (parts is ["cuda", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index));
        if (!isKnown) throw new ArgumentException($"There is no device '{name}'; use cpu, cuda, or cuda:n with the number of a GPU.", nameof(name));
        int gpus = Load();
        if (parts[0] == "cpu") return CPU;
        if (index < gpus) return new Device(DeviceType.CUDA, index);
        throw new ArgumentException(gpus == 0
            ? $"'{name}' needs a GPU of NVIDIA, its driver, and TorchSharp's package for CUDA, one of which is missing; build with TorchSharpVariant=TorchSharp-cuda-windows or TorchSharp-cuda-linux, or use cpu."
            : $"There is no '{name}': this machine has {gpus} GPU{(gpus == 1 ? "" : "s")}, counted from cuda:0.", nameof(name));
    }

    /// <returns>How many GPUs there are.</returns>
    private static int Load()
    {
        try
        {
            return cuda.is_available() ? cuda.device_count() : 0;
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            throw new InvalidOperationException(
                "PyTorch's native library could not be loaded; reference one of TorchSharp-cpu, TorchSharp-cuda-windows and TorchSharp-cuda-linux, of the version of TorchSharp, in the program that runs.", e);
        }
    }
}
